import { Resend } from "resend";
import { resendConfig, resendSecrets } from "@/lib/domain/message/connection";
import { type Channel, type OpenConnection, retryAfterMs, type SendResult } from "./channel";
import { mailHeaders } from "./mail-headers";
import { refusedBaseUrl } from "./refused-base-url";

const TIMEOUT_MS = 20_000;

/** Sends through Resend. The message's id is the idempotency key, so that a repeated call sends nothing twice (for 24 hours). */
export const resend: Channel = {
  idempotent: () => true,
  send: async (message, connection) => {
    const { config, client } = openAccount(connection);
    if (config.baseUrl) {
      const refusal = refusedBaseUrl(config.baseUrl);
      if (refusal) return { kind: "rejected", reason: refusal, permanent: true };
    }
    const name = config.fromName.replaceAll(/["\\<>\r\n]/g, "");
    const { data, error, headers } = await client.emails.send(
      {
        from: name ? `"${name}" <${config.fromAddress}>` : config.fromAddress,
        to: [message.to],
        subject: message.subject,
        html: message.html,
        text: message.text,
        ...(config.replyTo ? { replyTo: config.replyTo } : {}),
        headers: mailHeaders(message),
        // Comes back with each delivery report, so that it finds its message.
        tags: [{ name: "message_id", value: message.id }],
      },
      { idempotencyKey: message.id, signal: AbortSignal.timeout(TIMEOUT_MS) },
    );
    if (error) return refused(error.statusCode ?? null, error.name, error.message, headers?.["retry-after"]);
    return { kind: "accepted", providerMessageId: data.id, answer: `Resend took it as ${data.id}` };
  },
};

type Account = { config: ReturnType<typeof resendConfig.parse>; client: Resend };
const accounts = new WeakMap<OpenConnection, Account>();

/** A connection's settings and client, made once for all messages that it was opened for. */
function openAccount(connection: OpenConnection): Account {
  const found = accounts.get(connection);
  if (found) return found;
  const config = resendConfig.parse(connection.config);
  const { apiKey } = resendSecrets.parse(connection.secrets);
  const client = new Resend(apiKey, config.baseUrl ? { baseUrl: config.baseUrl.replace(/\/+$/, "") } : {});
  accounts.set(connection, { config, client });
  return { config, client };
}

function refused(
  status: number | null,
  name: string,
  message: string,
  retryAfter: string | undefined,
): SendResult {
  const reason = `${name}: ${message}`.slice(0, 500);
  const again: SendResult = { kind: "retry", reason, retryAfterMs: retryAfterMs(retryAfter, Date.now()) };
  // Without an answer the call may have arrived; the idempotency key makes a second one harmless.
  if (status === null || status === 408 || status === 429 || status >= 500) return again;
  // A revoked key or an unverified domain is mended by a person; until then the message waits rather than being lost.
  if (status === 401 || status === 403) return again;
  if (name === "concurrent_idempotent_requests") return again;
  return { kind: "rejected", reason, permanent: true };
}
