import { httpConfig, httpSecrets } from "@/lib/domain/message/connection";
import { guardedFetch } from "@/lib/server/outgoing";
import { type Channel, type OutgoingMessage, retryAfterMs, type SendResult } from "./channel";
import { renderLiquid } from "./liquid";

const TIMEOUT_MS = 20_000;
const PLAIN = { locale: "en", timeZone: "UTC", currency: "EUR" };

/**
 * Sends an SMS through any gateway that takes an HTTP request. Address, headers and body are Liquid over `to`, `from`, `text`, `id`
 * and the secret `token`, escaped for where they stand. Every request carries the message's id as its Idempotency-Key.
 */
export const httpGateway: Channel = {
  idempotent: (connection) => httpConfig.parse(connection.config).idempotent,
  send: async (message, connection) => {
    const config = httpConfig.parse(connection.config);
    const { token } = httpSecrets.parse(connection.secrets);
    const request = build(message, config, token);
    let response: Response;
    try {
      response = await guardedFetch(request.url, {
        ...request.init,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (error) {
      const reason = reasonOf(error);
      return neverLeft(error) || config.idempotent ? { kind: "retry", reason } : { kind: "unknown", reason };
    }
    return await judge(response, config.idempotent);
  },
};

function build(message: OutgoingMessage, config: ReturnType<typeof httpConfig.parse>, token: string) {
  const data = { to: message.to, from: config.from, text: message.text, id: message.id, token };
  const headers: Record<string, string> = { "idempotency-key": message.id };
  for (const { name, value } of config.headers)
    headers[name.toLowerCase()] = renderLiquid("header", value, data, PLAIN);
  const url = renderLiquid("url", config.url, data, PLAIN);
  if (config.method === "GET") return { url, init: { method: "GET", headers } };
  headers["content-type"] ??= config.contentType;
  const body = renderLiquid(
    config.contentType === "application/json" ? "json" : "url",
    config.body,
    data,
    PLAIN,
  );
  return { url, init: { method: config.method, headers, body } };
}

async function judge(response: Response, idempotent: boolean): Promise<SendResult> {
  const answer = (await response.text().catch(() => "")).slice(0, 300);
  const reason = `HTTP ${response.status}${answer ? `: ${answer}` : ""}`;
  if (response.ok) return { kind: "accepted", providerMessageId: idIn(answer), answer: reason };
  const { status } = response;
  if ([401, 403, 408, 425, 429, 503].includes(status)) {
    return {
      kind: "retry",
      reason,
      retryAfterMs: retryAfterMs(response.headers.get("retry-after"), Date.now()),
    };
  }
  if (status >= 500) return idempotent ? { kind: "retry", reason } : { kind: "unknown", reason };
  return { kind: "rejected", reason, permanent: true };
}

/** The gateway's own id, where it answers JSON with one. */
function idIn(answer: string): string | undefined {
  try {
    const { id, messageId, message_id } = JSON.parse(answer) as Record<string, unknown>;
    const found = id ?? messageId ?? message_id;
    return typeof found === "string" || typeof found === "number" ? String(found) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a failed request certainly did not reach the other side. */
export function neverLeft(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? (error as { cause?: { code?: string } }).cause?.code;
  return [
    "ECONNREFUSED",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "UND_ERR_CONNECT_TIMEOUT",
    "ERR_ADDRESS_REFUSED",
    "CERT_HAS_EXPIRED",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "ERR_TLS_CERT_ALTNAME_INVALID",
  ].includes(code ?? "");
}

/** A failed request in words, with what lies beneath fetch's "fetch failed". */
export function reasonOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: Error & { code?: string } };
  return [message, cause?.message ?? cause?.code].filter(Boolean).join(": ").slice(0, 500);
}
