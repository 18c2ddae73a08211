import { createHmac } from "node:crypto";
import type { MessageContext } from "@/lib/domain/message/context";
import { AddressRefused, guardedFetch } from "@/lib/server/outgoing";
import { retryAfterMs, type SendResult } from "./channel";
import { neverLeft, reasonOf } from "./http-gateway";
import { renderLiquid } from "./liquid";
import { liquidData, type RenderSettings } from "./render-source";

const TIMEOUT_MS = 10_000;

/** A webhook step's call as the engine wrote it into the context: Liquid in `url`, `headers` and `body`. */
export type WebhookCall = {
  url: string;
  method: "GET" | "POST" | "PUT";
  headers: Record<string, string>;
  body: string;
};

/**
 * Makes the call of a webhook step, signed as Standard Webhooks asks: the same `webhook-id` on every attempt (receivers drop the
 * second), a new timestamp, HMAC-SHA256 over both and the body. Only 2xx is success; a redirect is not followed.
 * `now`: epoch ms. `secret`: whsec_ and base64, or any text.
 */
export async function callWebhook(
  messageId: string,
  call: WebhookCall,
  context: MessageContext,
  settings: RenderSettings,
  secret: string,
  now: number,
): Promise<SendResult> {
  const { url, headers, body } = webhookRequest(call, context, settings);
  Object.assign(headers, signature(messageId, body, secret, now));
  try {
    const response = await guardedFetch(url, {
      method: call.method,
      headers,
      ...(call.method === "GET" ? {} : { body }),
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return await judge(response, now);
  } catch (error) {
    if (error instanceof AddressRefused) return { kind: "rejected", reason: error.message, permanent: true };
    // The id makes a repeated call harmless, so one that may have arrived is made again too.
    return { kind: "retry", reason: neverLeft(error) ? reasonOf(error) : `No answer: ${reasonOf(error)}` };
  }
}

/** The request of a webhook step, rendered but not signed. An empty body sends the customer, event, cart and codes as JSON. */
export function webhookRequest(
  call: WebhookCall,
  context: MessageContext,
  settings: RenderSettings,
): { url: string; headers: Record<string, string>; body: string } {
  const data = liquidData(context, settings);
  const locale = {
    locale: context.customer.locale,
    timeZone: context.customer.timeZone,
    currency: settings.currency,
  };
  const url = renderLiquid("url", call.url, data, locale);
  const body =
    call.method === "GET"
      ? ""
      : call.body.trim()
        ? renderLiquid("json", call.body, data, locale)
        : whole(context);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(call.headers))
    headers[name.toLowerCase()] = renderLiquid("header", value, data, locale);
  if (call.method !== "GET") headers["content-type"] ??= "application/json";
  return { url, headers, body };
}

/** Standard Webhooks' three headers. */
export function signature(id: string, body: string, secret: string, now: number): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  const key = secret.startsWith("whsec_")
    ? Buffer.from(secret.slice(6), "base64")
    : Buffer.from(secret, "utf8");
  const mac = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${mac}` };
}

async function judge(response: Response, now: number): Promise<SendResult> {
  const answer = (await response.text().catch(() => "")).slice(0, 300);
  const reason = `HTTP ${response.status}${answer ? `: ${answer}` : ""}`;
  if (response.ok) return { kind: "accepted", answer: reason };
  if (response.status === 408 || response.status === 429 || response.status >= 500) {
    return { kind: "retry", reason, retryAfterMs: retryAfterMs(response.headers.get("retry-after"), now) };
  }
  return { kind: "rejected", reason, permanent: true };
}

/** What is sent when the step has no body of its own. */
function whole(context: MessageContext): string {
  const { customer, event, cart, vouchers, flow, run, step, now } = context;
  return JSON.stringify({
    type: "flow.step.webhook",
    timestamp: now,
    data: { customer, event, cart, vouchers, flow, run, step },
  });
}
