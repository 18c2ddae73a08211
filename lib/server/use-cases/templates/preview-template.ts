import type { ResponseOf } from "@/lib/contracts/contract";
import type { previewTemplateContract } from "@/lib/contracts/templates";
import { notFound } from "@/lib/domain/errors";
import { smsSegments } from "@/lib/domain/message/sms-segments";
import type { TemplateDraft } from "@/lib/domain/message/template";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { checkTemplate } from "@/lib/server/channels/check-template";
import { compileTemplate } from "@/lib/server/channels/compile-template";
import { renderPreview } from "@/lib/server/channels/render-message";
import { renderSettings } from "@/lib/server/channels/render-settings";
import { systemClock } from "@/lib/server/clock";
import { loadSendingWorkspaces } from "@/lib/server/db/messages/load-sending-workspaces";
import { pool } from "@/lib/server/db/pool";
import { env } from "@/lib/server/env";
import { type PreviewSource, previewContext } from "./preview-context";

type Call = { actor: Actor; body: { draft: TemplateDraft; source: PreviewSource } };

/** Renders a draft as it would be sent, with links that lead nowhere of ours. Writes nothing. */
export async function previewTemplate(
  { actor, body }: Call,
  clock = systemClock,
): Promise<ResponseOf<typeof previewTemplateContract>> {
  authorise(actor, "read");
  const workspace = (await loadSendingWorkspaces(pool(), [actor.workspaceId])).get(actor.workspaceId);
  if (!workspace) throw notFound("workspace");
  const { context, shownAs } = await previewContext(workspace, body.source, clock());
  const source = await compileTemplate(body.draft);
  const problems = checkTemplate(body.draft, source, workspace.settings.brand.shopUrl);
  try {
    const rendered = renderPreview(source, context, renderSettings(workspace, true), env().APP_URL);
    return {
      rendered,
      problems,
      shownAs,
      sms: body.draft.channel === "sms" ? smsSegments(rendered.text) : null,
    };
  } catch (error) {
    // What keeps a draft from being rendered is among its problems, except for what only this customer's data brings about.
    if (!problems.some(({ severity }) => severity === "error")) {
      const message = `It cannot be rendered for this customer: ${(error as Error).message}.`;
      problems.unshift({
        severity: "error",
        part: "block",
        block: null,
        line: 1,
        message,
        fix: "Look at the part it names.",
      });
    }
    return { rendered: null, problems, shownAs, sms: null };
  }
}
