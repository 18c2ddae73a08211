import { MAX_ATTEMPTS, retryDelayMs } from "@/lib/domain/message/retry";
import { type Had, heldByCaps, heldByNight, isUnwanted } from "./naive-sending";
import type { Held, NaiveMessage, Shopper, ShopRules } from "./naive-types";
import { providerAnswer } from "./provider-answer";

const MINUTE = 60_000;

/**
 * Takes one customer's due messages to their providers, in the order they were written: a last look at each, then one attempt.
 * @returns those of which something final is to be told, in the order it is told
 */
export function deliver(
  messages: readonly NaiveMessage[],
  shopper: Shopper,
  shop: ShopRules,
  paused: boolean,
  now: number,
): NaiveMessage[] {
  const due = messages.filter(({ status, dueAt }) => status === "queued" && dueAt <= now).sort(byWriting);
  const had = messages
    .filter(({ status, marketing }) => marketing && ["sent", "delivered", "unknown"].includes(status))
    .map(hadOf);
  const skipped: NaiveMessage[] = [];
  const called: NaiveMessage[] = [];
  for (const message of due) {
    const held = lastLook(message, shopper, shop, paused, had, now);
    if (!held) {
      called.push(message);
      if (message.marketing) had.push({ channel: message.channel, at: now });
    } else if ("skip" in held) {
      Object.assign(message, { status: "skipped", reason: held.skip });
      skipped.push(message);
    } else Object.assign(message, { dueAt: held.until, reason: held.why });
  }
  for (const message of called) attempt(message, now);
  return [...skipped, ...called].filter(({ status }) => status !== "queued");
}

function byWriting(a: NaiveMessage, b: NaiveMessage): number {
  return a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
}

const hadOf = ({ channel, sentAt, createdAt }: NaiveMessage): Had => ({ channel, at: sentAt ?? createdAt });

function lastLook(
  message: NaiveMessage,
  shopper: Shopper,
  shop: ShopRules,
  paused: boolean,
  had: readonly Had[],
  now: number,
): Held | null {
  const { run, channel, sendBefore } = message;
  if (run.status !== "active" && !run.walked) return { skip: "run_ended" };
  if (paused) return { until: now + MINUTE / 2, why: "flow_paused" };
  if (now > sendBefore) return { skip: "too_late" };
  if (!(channel === "email" ? shopper.email : shopper.phone)) return { skip: "no_address" };
  if (!message.marketing) return null;
  if (run.goalVisit !== null && message.visit <= run.goalVisit) return { skip: "goal_reached" };
  if (message.document.settings.exitOnAgentConversation && shopper.agent)
    return { skip: "agent_conversation" };
  if (isUnwanted(channel, message.topic, shopper, shop)) return { skip: "no_consent" };
  const wandered = message.attempts > 0 || now - message.createdAt > 15 * MINUTE;
  const night =
    wandered && message.quietHours !== "ignore"
      ? heldByNight(shopper.zone ?? shop.zone, shop, message.quietHours, now)
      : null;
  const held = night ?? heldByCaps(channel, had, shop, message.document, now);
  // What would be too late by then is left out at once.
  return held && "until" in held && held.until > sendBefore ? { skip: held.why } : held;
}

function attempt(message: NaiveMessage, now: number): void {
  message.attempts += 1;
  const answer = providerAnswer(message.id, message.attempts);
  if (answer.kind === "taken") Object.assign(message, { status: "sent", reason: null, sentAt: now });
  else if (answer.kind === "refused") Object.assign(message, { status: "failed", reason: "rejected" });
  // The gateway of SMS does not know our ids: asked again, it would send twice.
  else if (answer.kind === "silent" && message.channel === "sms")
    Object.assign(message, { status: "unknown", reason: "interrupted" });
  else if (message.attempts >= MAX_ATTEMPTS) Object.assign(message, { status: "failed", reason: "gave_up" });
  else {
    const waitMs = answer.kind === "busy" ? answer.waitMs : 0;
    Object.assign(message, { reason: "retry", dueAt: now + retryDelayMs(message.attempts, waitMs) });
  }
}

/** Notes on the newest message that went out what a provider, or the customer's click, tells of it; null when there is none that it could be true of. */
export function reported(
  messages: readonly NaiveMessage[],
  result: "delivered" | "bounced" | "clicked",
): NaiveMessage | null {
  const message = messages.filter(({ status }) => ["sent", "delivered", "unknown"].includes(status)).at(-1);
  if (!message || (result === "delivered" && message.status === "delivered")) return null;
  if (result === "clicked") {
    if (message.clicked) return null;
    message.clicked = true;
  } else if (result === "delivered") Object.assign(message, { status: "delivered", reason: null });
  else Object.assign(message, { status: "failed", reason: "bounced" });
  return message;
}
