import type { TimelineEntry } from "./entry";
import { momentWords } from "./moment-words";
import { refusalWords } from "./reason-words";
import { spanWords } from "./span-words";

/** An event that did not let a customer into a flow. `at` in epoch ms. */
export type LoggedRefusal = {
  eventId: number;
  flowId: string;
  flowName: string;
  reason: string;
  detail: Record<string, unknown>;
  at: number;
};

/** Why not, in one sentence: "Did not enter Win back: entered 3 hours before; may enter again from 3 Nov 2026, 14:30". */
export function describeRefusal(refusal: LoggedRefusal, zone: string): TimelineEntry {
  return {
    id: `refusal:${refusal.eventId}:${refusal.flowId}`,
    at: new Date(refusal.at).toISOString(),
    kind: "refused",
    title: `Did not enter ${refusal.flowName}: ${because(refusal, zone)}`,
    flowId: refusal.flowId,
    flowName: refusal.flowName,
    facts: { reason: refusal.reason, eventId: refusal.eventId, ...refusal.detail },
  };
}

function because({ reason, detail, at }: LoggedRefusal, zone: string): string {
  const last = momentAt(detail.lastEntry);
  const free = momentAt(detail.freeAt);
  switch (reason) {
    case "reentry_delay":
      if (last === null || free === null) break;
      return `entered ${spanWords(at - last)} before; may enter again from ${momentWords(free, zone)}`;
    case "reentry_never":
      if (last === null) break;
      return `may enter only once, and did on ${momentWords(last, zone)}`;
    case "reentry_limit":
      if (typeof detail.entries !== "number" || typeof detail.limit !== "number") break;
      return `entered ${times(detail.entries)} within the period; the limit is ${detail.limit}`;
    case "no_consent":
      if (detail.channel !== "email" && detail.channel !== "sms") break;
      if (typeof detail.topic === "string")
        return `has opted out of ${detail.topic} by ${detail.channel === "email" ? "e-mail" : "SMS"}`;
      return `has not agreed to ${detail.channel === "email" ? "e-mail" : "SMS"}`;
  }
  return refusalWords(reason);
}

function times(count: number): string {
  return count === 1 ? "once" : count === 2 ? "twice" : `${count} times`;
}

function momentAt(value: unknown): number | null {
  const moment = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(moment) ? null : moment;
}
