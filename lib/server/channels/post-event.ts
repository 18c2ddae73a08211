import { AddressRefused, guardedFetch } from "@/lib/server/outgoing";
import { retryAfterMs } from "./channel";
import { reasonOf } from "./http-gateway";
import { signature } from "./webhook";

const TIMEOUT_MS = 10_000;

/** What an address said to an event. `gone`: it asks never to be called again. `answer` is for people. */
type Posted = { ok: boolean; gone: boolean; answer: string; retryAfterMs: number | undefined };

/** Posts an event's JSON to an address, signed as Standard Webhooks asks. Only 2xx within 10 seconds is success; a redirect is not followed. `now`: epoch ms. */
export async function postEvent(
  { url, secret, id, body }: { url: string; secret: string; id: string; body: string },
  now: number,
): Promise<Posted> {
  try {
    const response = await guardedFetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": "Cartograph-Webhooks/1",
        ...signature(id, body, secret, now),
      },
      body,
      redirect: "manual",
      timeoutMs: TIMEOUT_MS,
      maxBytes: 2_000,
    });
    const words = (await response.text().catch(() => "")).replaceAll("\0", "").trim().slice(0, 300);
    return {
      ok: response.ok,
      gone: response.status === 410,
      answer: `HTTP ${response.status}${words ? `: ${words}` : ""}`,
      retryAfterMs: retryAfterMs(response.headers.get("retry-after"), now),
    };
  } catch (error) {
    const reason = error instanceof AddressRefused ? error.message : `No answer: ${reasonOf(error)}`;
    return { ok: false, gone: false, answer: reason, retryAfterMs: undefined };
  }
}
