import { brokenWhenSent } from "@/lib/domain/coupon/promises";
import type { SendResult } from "@/lib/server/channels/channel";
import { tookTooLong } from "@/lib/server/channels/liquid";
import { unsubscribeHeaders } from "@/lib/server/channels/mail-headers";
import { CHANNELS } from "@/lib/server/channels/registry";
import { renderMessage } from "@/lib/server/channels/render-message";
import { renderSettings } from "@/lib/server/channels/render-settings";
import { signingSecret } from "@/lib/server/channels/signing-secret";
import { callWebhook } from "@/lib/server/channels/webhook";
import type { Clock } from "@/lib/server/clock";
import { env } from "@/lib/server/env";
import { span } from "@/lib/server/tracing/span";
import type { Work } from "./claim-messages";

/** What a call came to; `subject` as it was rendered. */
export type Called = {
  result: SendResult | { kind: "broken"; reason: string } | { kind: "postponed" };
  subject: string | null;
  /** What the text said of its code and was not so, in a sentence. */
  broken?: string;
};

// What has not been begun by then goes back to the others that wait, so that a slow provider does not hold up a batch for long.
const BEGIN_MS = 15_000;

/** Renders each message and hands it to its provider, through the provider's gate, outside any transaction. In the order of `work`. */
export async function callProviders(work: readonly Work[], clock: Clock): Promise<Called[]> {
  const deadline = clock().getTime() + BEGIN_MS;
  return await Promise.all(
    work.map((one) =>
      one.gate.through(async () => {
        if (clock().getTime() <= deadline) return await call(one, clock);
        one.gate.giveUp();
        return { result: { kind: "postponed" as const }, subject: null };
      }),
    ),
  );
}

async function call(work: Work, clock: Clock): Promise<Called> {
  const { id, runId, channel } = work.delivery;
  const attributes = {
    "cartograph.message": id,
    "cartograph.run": runId,
    "cartograph.attempt": work.attempt,
  };
  const sum = ({ result }: Called) => ({ "cartograph.result": result.kind });
  return await span({ name: `send ${channel}`, attributes, sum }, () => handOver(work, clock));
}

async function handOver(work: Work, clock: Clock): Promise<Called> {
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
      topic: work.topic,
    });
    const headers =
      delivery.marketing && delivery.channel === "email" ? unsubscribeHeaders(rendered.unsubscribeUrl) : {};
    const text = `${rendered.subject} ${rendered.text}`;
    const [promise] = brokenWhenSent(text, delivery.context.vouchers, clock().getTime(), workspace.timeZone);
    const result = await CHANNELS[connection.provider].send(
      { id: delivery.id, to, ...rendered, headers },
      connection,
    );
    return { result, subject: rendered.subject || null, ...(promise ? { broken: promise } : {}) };
  } catch (error) {
    if (tookTooLong(error))
      return { result: { kind: "retry", reason: "rendering took too long" }, subject: null };
    return broken((error as Error).message);
  }
}

function broken(reason: string): Called {
  return { result: { kind: "broken", reason: reason.slice(0, 300) }, subject: null };
}
