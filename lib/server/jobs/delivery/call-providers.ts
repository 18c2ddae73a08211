import type { SendResult } from "@/lib/server/channels/channel";
import { unsubscribeHeaders } from "@/lib/server/channels/mail-headers";
import { CHANNELS } from "@/lib/server/channels/registry";
import { renderMessage } from "@/lib/server/channels/render-message";
import { renderSettings } from "@/lib/server/channels/render-settings";
import { signingSecret } from "@/lib/server/channels/signing-secret";
import { callWebhook } from "@/lib/server/channels/webhook";
import type { Clock } from "@/lib/server/clock";
import { env } from "@/lib/server/env";
import type { Work } from "./claim-messages";

/** What a call came to; `subject` as it was rendered. */
export type Called = {
  result: SendResult | { kind: "broken"; reason: string } | { kind: "postponed" };
  subject: string | null;
};

const AT_ONCE = 10;
// A job is over well before a message that is being sent counts as stranded (5 minutes), however slow the provider.
const JOB_MS = 120_000;

/** Renders each message and hands it to its provider, some at a time, outside any transaction. In the order of `work`. */
export async function callProviders(work: readonly Work[], clock: Clock): Promise<Called[]> {
  const called: Called[] = new Array(work.length);
  const deadline = clock().getTime() + JOB_MS;
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < work.length; index = next++) {
      const one = work[index]!;
      called[index] =
        clock().getTime() > deadline
          ? { result: { kind: "postponed" }, subject: null }
          : await call(one, clock);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, work.length) }, lane));
  return called;
}

async function call(work: Work, clock: Clock): Promise<Called> {
  const { delivery, workspace, template, connection, to } = work;
  const secret = signingSecret(workspace.signingSecret);
  const settings = renderSettings(workspace, delivery.marketing);
  try {
    if (delivery.channel === "webhook") {
      const unsubscribeUrl = "";
      const { webhook, ...context } = delivery.context;
      if (!webhook) return broken("The step's call was not kept with the message.");
      const result = await callWebhook(
        delivery.id,
        webhook,
        context,
        { ...settings, unsubscribeUrl },
        secret,
        clock().getTime(),
      );
      return { result, subject: null };
    }
    if (!template) return broken("The template had no published version.");
    if (!connection) return broken("The connection's settings cannot be read.");
    const rendered = renderMessage(delivery.templateVersionId ?? "", template, delivery.context, settings, {
      appUrl: env().APP_URL,
      secret,
      workspaceId: delivery.workspaceId,
      customerId: delivery.customerId,
      messageId: delivery.id,
      channel: delivery.channel,
    });
    const headers =
      delivery.marketing && delivery.channel === "email" ? unsubscribeHeaders(rendered.unsubscribeUrl) : {};
    const result = await CHANNELS[connection.provider].send(
      { id: delivery.id, to, ...rendered, headers },
      connection,
    );
    return { result, subject: rendered.subject || null };
  } catch (error) {
    return broken((error as Error).message);
  }
}

function broken(reason: string): Called {
  return { result: { kind: "broken", reason: reason.slice(0, 300) }, subject: null };
}
