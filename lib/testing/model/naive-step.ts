import type { DraftStep } from "@/lib/domain/flow/document";
import { drawFrom } from "@/lib/domain/random";
import { durationMs } from "@/lib/domain/time/duration";
import { giveOrAsk } from "./naive-coupon";
import type { NaiveCustomer } from "./naive-customer";
import { heldByCaps, heldByNight, isUnwanted } from "./naive-sending";
import type { NaiveEvent, NaiveRun } from "./naive-types";
import { waitUntil } from "./naive-wait";

/** What a step says to a run: stay, leave by a port, or that here is the end. `outcome` is counted on it. */
export type LookedAt = { outcome?: string; converts?: boolean } & (
  | { kind: "stay"; until: number | null }
  | { kind: "go"; port: string }
  | { kind: "end"; status: "completed" | "exited"; reason: string }
);

/** Something asked for the local time of somebody whose zone nobody knows. */
export class ZoneUnknown extends Error {}

/** Looks at the step a run stands at, with an event or because of the time, and writes the messages and codes it gives. */
export function lookAt(
  { type, config, id }: DraftStep,
  run: NaiveRun,
  event: NaiveEvent | null,
  now: number,
  customer: NaiveCustomer,
): LookedAt {
  const zone = () => {
    if (customer.zoneUnknown) throw new ZoneUnknown();
    return customer.shopper.zone ?? customer.shop.zone;
  };
  switch (type) {
    case "wait": {
      const until = waitUntil(config as Parameters<typeof waitUntil>[0], run, customer.shopper, zone);
      if (until === null) return { kind: "go", port: "no_date" };
      return now >= until ? { kind: "go", port: "next" } : { kind: "stay", until };
    }
    case "wait-for-event": {
      if (event?.name === config.eventName) return { kind: "go", port: "happened" };
      if (event && event.name === config.restartOn) {
        run.restartedAt = Math.max(run.arrivedAt, event.at);
        return { kind: "stay", until: run.restartedAt + ms(config.timeout), outcome: "restarted" };
      }
      const until = (run.restartedAt ?? run.arrivedAt) + ms(config.timeout);
      return now >= until ? { kind: "go", port: "timed_out" } : { kind: "stay", until };
    }
    case "goal":
      if (event && event.name === config.eventName) return { kind: "go", port: "reached", converts: true };
      return config.otherwise === "wait" ? { kind: "stay", until: null } : { kind: "go", port: "passed" };
    case "branch":
      return { kind: "go", port: run.cartTotal > 50 ? "big" : "else" };
    case "split": {
      if (!config.sticky) return { kind: "go", port: drawFrom(`${run.id}:${id}`) < 0.5 ? "a" : "b" };
      const { flowId } = customer.names;
      if (drawFrom(`arm:${flowId}:${id}:${customer.shopper.id}`) < 0.5) return { kind: "go", port: "a" };
      return { kind: "end", status: "completed", reason: "Drew B (50%)", outcome: "holdout" };
    }
    case "issue-coupon":
      return giveOrAsk(config, run, now, customer);
    case "send-email":
    case "send-sms":
      return sendOne(type === "send-email" ? "email" : "sms", config, run, event, now, customer, zone);
    case "exit":
      return config.as === "exited"
        ? { kind: "end", status: "exited", reason: "custom" }
        : { kind: "end", status: "completed", reason: "reached the end" };
    default:
      throw new Error(`The naive engine does not know ${type}.`);
  }
}

const ms = (value: unknown) => durationMs(value as { value: number; unit: "hours" });

function sendOne(
  channel: "email" | "sms",
  config: DraftStep["config"],
  run: NaiveRun,
  event: NaiveEvent | null,
  now: number,
  customer: NaiveCustomer,
  zone: () => string,
): LookedAt {
  const { shopper, shop, messages } = customer;
  const failover = config.failover as { within: unknown; until: "sent" | "delivered" } | null;
  if (run.awaiting !== null) return awaited(failover, run, event, now);
  if (event && run.wakeAt !== null && run.wakeAt > now) return { kind: "stay", until: run.wakeAt };
  const skip = (why: string): LookedAt => ({
    kind: "go",
    port: failover ? "not_delivered" : "next",
    outcome: `skipped:${why}`,
  });
  const { lateLimit } = run.document.settings;
  if (!(channel === "email" ? shopper.email : shopper.phone)) return skip("no_address");
  if (now - (event ? (run.wakeAt ?? now) : run.dueAt) > durationMs(lateLimit)) return skip("late");
  if (!config.transactional) {
    if (run.document.settings.exitOnAgentConversation && shopper.agent)
      return { kind: "end", status: "exited", reason: "agent_conversation" };
    if (isUnwanted(channel, config.topic, shopper, shop)) return skip("no_consent");
    const asksNight = config.quietHours !== "ignore" && shop.quietHours !== null;
    const night = asksNight ? heldByNight(zone(), shop, config.quietHours, now) : null;
    const had = messages
      .filter(({ marketing, status }) => marketing && status !== "skipped" && status !== "failed")
      .map((message) => ({ channel: message.channel, at: message.createdAt }));
    const held = night ?? heldByCaps(channel, had, shop, run.document, now);
    if (held && "skip" in held) return skip(held.skip);
    if (held) return { kind: "stay", until: held.until, outcome: `deferred:${held.why}` };
  }
  const until = failover ? now + ms(failover.within) : null;
  const late = now + durationMs(lateLimit);
  messages.push({
    id: customer.names.message(run),
    run,
    document: run.document,
    stepId: run.step,
    visit: run.visit,
    channel,
    marketing: !config.transactional,
    topic: (config.topic as string | null) ?? null,
    quietHours: config.quietHours,
    codes: [...run.codes],
    createdAt: now,
    sendBefore: until === null ? late : Math.min(late, until - 1),
    status: "queued",
    reason: null,
    attempts: 0,
    dueAt: now,
    sentAt: null,
    clicked: false,
  });
  if (until === null) return { kind: "go", port: "next", outcome: "queued" };
  run.awaiting = now;
  return { kind: "stay", until, outcome: "queued" };
}

/** A message was handed over and the step waits whether it arrives. */
function awaited(
  failover: { within: unknown; until: "sent" | "delivered" } | null,
  run: NaiveRun,
  event: NaiveEvent | null,
  now: number,
): LookedAt {
  if (!failover) return { kind: "go", port: "next" };
  const { report } = event ?? {};
  const result = report?.runId === run.id && report.stepId === run.step ? report.result : "";
  if (["delivered", "clicked"].includes(result) || (failover.until === "sent" && result === "sent"))
    return { kind: "go", port: "next" };
  if (["skipped", "failed", "bounced"].includes(result)) return { kind: "go", port: "not_delivered" };
  const until = run.awaiting! + ms(failover.within);
  return now >= until ? { kind: "go", port: "not_delivered" } : { kind: "stay", until };
}
