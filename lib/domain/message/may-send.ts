import { insideWindow, nextLocalTime } from "@/lib/domain/time/local";
import { capFreeAt, judgeCaps } from "./judge-caps";
import type { MessageReason } from "./status";

type Cap = { count: number; periodMs: number };

/** What is true of a message at the moment before its provider is called. Moments in epoch ms. */
export type DeliveryFacts = {
  now: number;
  channel: "email" | "sms" | "webhook";
  marketing: boolean;
  createdAt: number;
  sendBefore: number | null;
  /** Attempts made before this one */
  attempts: number;
  runStatus: string | null;
  /** The run came to its end by itself, whatever that end is called. */
  walked: boolean;
  /** The run reached its goal after this message was decided. */
  goalReached: boolean;
  flowStatus: string;
  flowId: string;
  /** An event of this customer is committed but the engine has not handled it yet. */
  pendingEvent: boolean;
  /** They talk with an agent, and the flow leaves those alone. */
  withAgent: boolean;
  /** Address on the customer's profile now; a webhook's URL */
  address: string | null;
  consent: "granted" | "denied" | "unknown";
  consentPolicy: "opt-in" | "opt-out";
  /** The topic of the message, where they said no to that; null when they did not. */
  refusedTopic: string | null;
  workspaceCap: Cap | null;
  /** `policy` is the flow's own; without it the workspace's holds. */
  flowCap: (Cap & { policy?: "skip" | "hold" }) | null;
  capPolicy: "skip" | "hold";
  /** Marketing messages this customer was sent, or is being sent now. */
  recent: readonly { channel: string; flowId: string; at: number }[];
  /** null where the step ignores them */
  quietHours: { from: string; until: string } | null;
  quietHoursPolicy: "defer" | "skip";
  /** IANA zone of the customer */
  zone: string;
  hasConnection: boolean;
};

export type Verdict =
  | { kind: "send" }
  /** `detail`: what the reason is about, in words. */
  | { kind: "skip"; reason: MessageReason; detail?: string }
  /** Asked again at `until`. `reason` null: a matter of moments, not worth telling. */
  | { kind: "wait"; until: number; reason: MessageReason | null };

const PAUSED_MS = 30_000;
const NO_CHANNEL_MS = 5 * 60_000;
const SETTLED_MS = 15 * 60_000;

/**
 * The last look before a provider is called: a purchase, opt-out, pause or stop that was committed first always wins. A customer
 * with an unhandled event waits until the engine has said what it means.
 */
export function maySend(facts: DeliveryFacts): Verdict {
  const { now } = facts;
  if (facts.pendingEvent)
    return { kind: "wait", until: now + pendingDelayMs(now - facts.createdAt), reason: null };
  if (facts.runStatus !== "active" && facts.runStatus !== "completed" && !facts.walked)
    return { kind: "skip", reason: "run_ended" };
  if (facts.flowStatus === "paused") return { kind: "wait", until: now + PAUSED_MS, reason: "flow_paused" };
  if (facts.flowStatus !== "live") return { kind: "skip", reason: "flow_stopped" };
  if (facts.sendBefore !== null && now > facts.sendBefore) return { kind: "skip", reason: "too_late" };
  if (!facts.address) return { kind: "skip", reason: "no_address" };
  if (facts.marketing && facts.channel !== "webhook") {
    const held = marketingVerdict(facts);
    if (held) return held;
  }
  if (!facts.hasConnection) return later(facts, now + NO_CHANNEL_MS, "no_channel");
  return { kind: "send" };
}

function marketingVerdict(facts: DeliveryFacts): Verdict | null {
  const { now, consent, consentPolicy, quietHours, zone } = facts;
  if (facts.goalReached) return { kind: "skip", reason: "goal_reached" };
  if (facts.withAgent) return { kind: "skip", reason: "agent_conversation" };
  if (consent === "denied" || (consent === "unknown" && consentPolicy === "opt-in"))
    return { kind: "skip", reason: "no_consent" };
  if (facts.refusedTopic !== null) return { kind: "skip", reason: "no_consent", detail: facts.refusedTopic };
  // The engine has chosen the moment; only a message that a retry or an outage has carried away from it is asked again.
  const carriedAway = facts.attempts > 0 || now - facts.createdAt > SETTLED_MS;
  if (quietHours && carriedAway && insideWindow(now, quietHours, zone)) {
    if (facts.quietHoursPolicy === "skip") return { kind: "skip", reason: "quiet_hours" };
    return later(facts, nextLocalTime(now, quietHours.until, null, zone), "quiet_hours");
  }
  const ofChannel = facts.recent.filter((message) => message.channel === facts.channel);
  const ofFlow = facts.recent.filter((message) => message.flowId === facts.flowId);
  const capped = judgeCaps(
    [
      { freeAt: capFreeAt(ofChannel, facts.workspaceCap, now), policy: facts.capPolicy },
      { freeAt: capFreeAt(ofFlow, facts.flowCap, now), policy: facts.flowCap?.policy ?? facts.capPolicy },
    ],
    now,
  );
  if (capped)
    return capped.kind === "hold" ? later(facts, capped.until, "capped") : { kind: "skip", reason: "capped" };
  return null;
}

/** Waits, unless it would be too late by then. */
function later(facts: DeliveryFacts, until: number, reason: MessageReason): Verdict {
  if (facts.sendBefore !== null && until > facts.sendBefore) return { kind: "skip", reason };
  return { kind: "wait", until, reason };
}

/** An engine that keeps up answers within moments; one that is hours behind is not asked three times a second. */
function pendingDelayMs(ageMs: number): number {
  return Math.min(Math.max(300, ageMs / 4), 30_000);
}
