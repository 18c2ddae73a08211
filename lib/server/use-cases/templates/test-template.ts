import { v7 } from "uuid";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { testTemplateContract } from "@/lib/contracts/templates";
import { DomainError, notFound } from "@/lib/domain/errors";
import type { MessageContext } from "@/lib/domain/message/context";
import type { TemplateDraft, TemplateSource } from "@/lib/domain/message/template";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { compileTemplate } from "@/lib/server/channels/compile-template";
import { unsubscribeHeaders } from "@/lib/server/channels/mail-headers";
import { openStored } from "@/lib/server/channels/open-stored";
import { CHANNELS } from "@/lib/server/channels/registry";
import { renderPreview } from "@/lib/server/channels/render-message";
import { renderSettings } from "@/lib/server/channels/render-settings";
import type { Rendered } from "@/lib/server/channels/render-source";
import { systemClock } from "@/lib/server/clock";
import { loadSenders } from "@/lib/server/db/channels/load-senders";
import { loadSendingWorkspaces } from "@/lib/server/db/messages/load-sending-workspaces";
import { pool } from "@/lib/server/db/pool";
import { env } from "@/lib/server/env";
import { recipientOf } from "../messages/recipient";
import { type PreviewSource, previewContext } from "./preview-context";

type Call = { actor: Actor; body: { draft: TemplateDraft; source: PreviewSource; to: string } };

/**
 * Sends a draft through the channel's default connection, now, to one address, marked as a test. It takes no code (a placeholder
 * stands in its place), is no message of any flow and is counted nowhere.
 * @throws DomainError conflict when the channel has no connection, invalid_input for an address or a draft that cannot be sent
 */
export async function testTemplate(
  { actor, body }: Call,
  clock = systemClock,
): Promise<ResponseOf<typeof testTemplateContract>> {
  authorise(actor, "messages:test");
  const { channel } = body.draft;
  const to = recipientOf(channel, body.to);
  const workspace = (await loadSendingWorkspaces(pool(), [actor.workspaceId])).get(actor.workspaceId);
  if (!workspace) throw notFound("workspace");
  const senders = await loadSenders(pool(), [actor.workspaceId], []);
  const stored = senders.find((one) => one.channel === channel);
  const connection = stored && openStored(stored);
  if (!connection) {
    throw new DomainError(
      "conflict",
      `No ${channel === "email" ? "e-mail" : "SMS"} connection is set as default.`,
      {
        issues: [
          {
            path: "draft.channel",
            message: "no default connection",
            fix: "Connect one under Settings, Channels.",
          },
        ],
      },
    );
  }
  const { context } = await previewContext(workspace, body.source, clock());
  const rendered = render(await compileTemplate(body.draft), context, workspace);
  const result = await CHANNELS[connection.provider].send(
    {
      id: v7(),
      to,
      subject: `[Test] ${rendered.subject}`,
      html: rendered.html,
      text: channel === "sms" ? `[Test] ${rendered.text}` : rendered.text,
      headers: channel === "email" ? unsubscribeHeaders(`${env().APP_URL}/u/example`) : {},
    },
    connection,
  );
  if (result.kind === "accepted")
    return { outcome: "accepted", answer: result.answer ?? "The provider took it." };
  return { outcome: result.kind, answer: result.reason };
}

function render(
  source: TemplateSource,
  context: MessageContext,
  workspace: Parameters<typeof renderSettings>[0],
): Rendered {
  try {
    return renderPreview(source, context, renderSettings(workspace, true), env().APP_URL);
  } catch (error) {
    throw new DomainError("invalid_input", `The template cannot be rendered: ${(error as Error).message}.`, {
      issues: [{ path: "draft", message: (error as Error).message, fix: "Mend what the editor lists." }],
    });
  }
}
