import type { Provider } from "@/lib/domain/message/connection";

/** A message as a provider is to send it. */
export type OutgoingMessage = {
  /** Our id; the idempotency key where the provider knows such a thing. */
  id: string;
  /** E-mail address, or E.164 number */
  to: string;
  subject: string;
  html: string;
  text: string;
  /** Further mail headers: List-Unsubscribe and the like */
  headers: Record<string, string>;
};

/** A provider account, opened: its settings and its secrets. */
export type OpenConnection = {
  id: string;
  workspaceId: string;
  provider: Provider;
  name: string;
  config: Record<string, unknown>;
  secrets: Record<string, string>;
};

/**
 * What became of handing a message over.
 * - accepted: the provider has it.
 * - rejected: it never will; trying again is of no use.
 * - retry: it certainly does not have it; try later.
 * - unknown: it may have it. Never sent again by itself.
 */
export type SendResult =
  | { kind: "accepted"; providerMessageId?: string; answer?: string }
  | { kind: "rejected"; reason: string; permanent: true }
  | { kind: "retry"; reason: string; retryAfterMs?: number }
  | { kind: "unknown"; reason: string };

/** A way to send. Nothing it throws is expected: whatever can go wrong outside is one of the results. */
export type Channel = {
  /** Whether a second call with the same message id sends nothing twice. */
  idempotent: (connection: OpenConnection) => boolean;
  send: (message: OutgoingMessage, connection: OpenConnection) => Promise<SendResult>;
};

/** Milliseconds asked for by a Retry-After header (seconds or an HTTP date); undefined when it says nothing usable. */
export function retryAfterMs(header: string | null | undefined, now: number): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
