import twilioSdk from "twilio";
import { twilioConfig, twilioSecrets } from "@/lib/domain/message/connection";
import { env } from "@/lib/server/env";
import type { Channel, SendResult } from "./channel";
import { refusedBaseUrl } from "./refused-base-url";

const TIMEOUT_MS = 20_000;

/**
 * Sends through Twilio. Its messages API knows no idempotency key: a request that went out and was not answered may have been taken.
 */
export const twilio: Channel = {
  idempotent: () => false,
  send: async (message, connection) => {
    const config = twilioConfig.parse(connection.config);
    const { authToken } = twilioSecrets.parse(connection.secrets);
    const httpClient = new Elsewhere(config.baseUrl);
    if (config.baseUrl) {
      const refusal = refusedBaseUrl(config.baseUrl);
      if (refusal) return { kind: "rejected", reason: refusal, permanent: true };
    }
    const client = twilioSdk(config.accountSid, authToken, { httpClient });
    try {
      const sent = await client.messages.create({
        to: message.to,
        body: message.text,
        ...(config.from.startsWith("MG") ? { messagingServiceSid: config.from } : { from: config.from }),
        ...statusCallback(connection.id, message.id),
      });
      return {
        kind: "accepted",
        providerMessageId: sent.sid,
        answer: `Twilio took it as ${sent.sid} (${sent.status})`,
      };
    } catch (error) {
      return refused(error as TwilioError);
    }
  },
};

/** Twilio refuses a message whose report address it could never reach. */
function statusCallback(connectionId: string, messageId: string): { statusCallback?: string } {
  const { APP_URL } = env();
  if (["localhost", "127.0.0.1", "[::1]"].includes(new URL(APP_URL).hostname)) return {};
  return { statusCallback: `${APP_URL}/hooks/twilio/${connectionId}?message=${messageId}` };
}

type TwilioError = { status?: number; code?: number | string; message: string; moreInfo?: string };

function refused({ status, code, message }: TwilioError): SendResult {
  const reason = `${code ? `${code}: ` : ""}${message}`.slice(0, 500);
  if (typeof status === "number") {
    if (status === 429 || status === 401 || status === 403) return { kind: "retry", reason };
    if (status === 503) return { kind: "retry", reason };
    if (status >= 500) return { kind: "unknown", reason };
    return { kind: "rejected", reason, permanent: true };
  }
  // Refused or unresolved connections never carried the request; anything later may have.
  const before = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"].includes(
    String(code),
  );
  return before ? { kind: "retry", reason } : { kind: "unknown", reason };
}

/** Twilio's own HTTP client, sent to another origin where one is set (a regional proxy, or a server in tests). */
class Elsewhere extends twilioSdk.RequestClient {
  constructor(private readonly baseUrl: string) {
    super({ timeout: TIMEOUT_MS });
  }

  override request<TData>(options: Parameters<twilioSdk.RequestClient["request"]>[0]) {
    const url = new URL(options.uri);
    const uri = this.baseUrl
      ? `${this.baseUrl.replace(/\/+$/, "")}${url.pathname}${url.search}`
      : options.uri;
    return super.request<TData>({ ...options, uri, timeout: TIMEOUT_MS } as never);
  }
}
