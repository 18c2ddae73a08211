import { holds, valuesAt } from "@/lib/domain/condition/evaluate";
import { consentTo, refusesTopic } from "@/lib/domain/customer/consent";
import type { Cart, CartItem } from "@/lib/domain/message/context";
import { drawFrom } from "@/lib/domain/random";
import { durationMs } from "@/lib/domain/time/duration";
import { insideWindow, localTime } from "@/lib/domain/time/local";
import type { CompiledStep, CompiledVersion } from "./compile";
import type { Schedule } from "./document";
import type { CustomerFacts, FlowEvent, WorkspaceFacts } from "./facts";
import { customerScope } from "./scope";

export const REFUSALS = [
  "filter",
  "flow_paused",
  "outside_schedule",
  "reentry_never",
  "reentry_delay",
  "reentry_limit",
  "already_active",
  "no_consent",
  "holdout",
  /** The rules could not be applied; the detail says why. */
  "error",
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** One entry of a customer into a flow. `at` in epoch ms. */
export type EarlierEntry = { at: number; correlation: string };

/** Earlier entries of this customer into this flow, and the runs that are active now. */
export type EntryHistory = {
  entries: readonly EarlierEntry[];
  active: readonly { runId: string; correlation: string }[];
};

export type Entry =
  | { kind: "enter"; correlation: string; supersede: readonly string[] }
  | { kind: "refuse"; reason: Refusal; detail: Record<string, unknown> }
  /** Not this flow's event at all: nothing to count. */
  | { kind: "no" };

type EntryInput = {
  version: CompiledVersion;
  trigger: CompiledStep;
  flow: { paused: boolean };
  event: FlowEvent;
  customer: CustomerFacts;
  workspace: WorkspaceFacts;
  history: EntryHistory;
  /** epoch ms */
  now: number;
};

/** Whether this event lets this customer into this flow, and if not, by which rule. Every refusal is counted by its reason. */
export function decideEntry(input: EntryInput): Entry {
  const { version, trigger, flow, event, customer, workspace, history, now } = input;
  const { settings } = version;
  const config = trigger.config as {
    eventName: string;
    segmentId?: string;
    filter: Parameters<typeof holds>[0];
  };
  if (config.eventName !== event.name) return { kind: "no" };
  if (config.segmentId && config.segmentId !== event.properties.segmentId) return { kind: "no" };
  if (
    !holds(config.filter, {
      event: event.properties,
      trigger: event.properties,
      cart: event.properties,
      get customer() {
        return customerScope(customer);
      },
    })
  ) {
    return refuse("filter", {});
  }
  if (flow.paused) return refuse("flow_paused", {});
  if (!insideSchedule(settings.schedule, now, workspace.timeZone)) return refuse("outside_schedule", {});
  if (settings.entryConsent && !hasConsent(settings.entryConsent, settings.entryTopic, customer, workspace))
    return refuse(
      "no_consent",
      askedConsent(settings.entryConsent, settings.entryTopic, customer, workspace),
    );

  const { frequency } = settings;
  const correlation = correlationOf(frequency, event);
  const key = keyOf(correlation);
  const sameActive = history.active.filter((run) => keyOf(run.correlation) === key);
  if (sameActive.length > 0 && frequency.whileActive === "ignore")
    return refuse("already_active", { runId: sameActive[0]!.runId });
  const ofKey = history.entries.filter((entry) => keyOf(entry.correlation) === key).map(({ at }) => at);
  if (ofKey.length > 0) {
    const last = Math.max(...ofKey);
    if (frequency.reentry === "never") return refuse("reentry_never", { lastEntry: iso(last) });
    if (now < last + durationMs(frequency.delay))
      return refuse("reentry_delay", {
        lastEntry: iso(last),
        freeAt: iso(last + durationMs(frequency.delay)),
      });
  }
  // The limit is of the customer, whatever tells their runs apart: ten carts a day are not ten reminders.
  if (frequency.reentry === "again" && frequency.limit) {
    const since = now - durationMs(frequency.limit.per);
    const inside = history.entries.filter(({ at }) => at > since).length;
    if (inside >= frequency.limit.count)
      return refuse("reentry_limit", { entries: inside, limit: frequency.limit.count });
  }
  // By customer and flow, so that somebody held out once is held out each time.
  if (settings.holdout > 0 && drawFrom(`holdout:${version.flowId}:${customer.id}`) < settings.holdout)
    return refuse("holdout", {});
  return {
    kind: "enter",
    correlation,
    supersede: frequency.whileActive === "supersede" ? sameActive.map(({ runId }) => runId) : [],
  };
}

/** Whether a flow takes new customers at this moment. */
export function insideSchedule(schedule: Schedule, now: number, zone: string): boolean {
  if (schedule.from && now < Date.parse(schedule.from)) return false;
  if (schedule.until && now >= Date.parse(schedule.until)) return false;
  if (schedule.weekdays.length > 0 && !schedule.weekdays.includes(localTime(now, zone).weekday)) return false;
  return !schedule.hours || insideWindow(now, schedule.hours, zone);
}

/** The cart that an event carries, or null. Lines that are not lines are left out. */
export function cartOf(event: FlowEvent): Cart | null {
  const { items, total, currency, url, cartUrl } = event.properties;
  if (!Array.isArray(items)) return null;
  const lines = items.flatMap((item): CartItem[] => {
    if (!item || typeof item !== "object") return [];
    const { sku, name, price, quantity, imageUrl, url: link } = item as Record<string, unknown>;
    return [
      {
        sku: String(sku ?? ""),
        name: String(name ?? sku ?? ""),
        price: typeof price === "number" ? Math.round(price) : 0,
        quantity: typeof quantity === "number" ? quantity : 1,
        ...(typeof imageUrl === "string" ? { imageUrl } : {}),
        ...(typeof link === "string" ? { url: link } : {}),
      },
    ];
  });
  const address = typeof cartUrl === "string" ? cartUrl : url;
  return {
    items: lines,
    total:
      typeof total === "number"
        ? Math.round(total)
        : lines.reduce((sum, line) => sum + line.price * line.quantity, 0),
    currency: typeof currency === "string" ? currency : "",
    ...(typeof address === "string" ? { url: address } : {}),
  };
}

/**
 * What names a run among a customer's active ones: the key that tells runs apart, a property of the trigger event, and the event itself where
 * runs of one key go in parallel. Only one run of a name is active at a time, which the database sees to.
 */
export function correlationOf(frequency: CompiledVersion["settings"]["frequency"], event: FlowEvent): string {
  const value = frequency.correlation ? valuesAt(event.properties, frequency.correlation.split("."))[0] : "";
  const key = value === undefined || value === null ? "" : String(value).slice(0, 120);
  return frequency.whileActive === "parallel" ? `event:${event.id}:${key}` : key;
}

/** The key inside a run's name. Names of parallel runs without a key once had no second colon. */
export function keyOf(correlation: string): string {
  return correlation.replace(/^event:\d+:?/, "");
}

function hasConsent(
  channel: "email" | "sms",
  topic: string | null,
  customer: CustomerFacts,
  workspace: WorkspaceFacts,
): boolean {
  const state = consentTo(customer.consent, channel, topic);
  return state === "granted" || (state === "unknown" && workspace.settings.consentPolicy === "opt-out");
}

/** Which consent was missing; the topic is named where it is the topic that was refused. */
function askedConsent(
  channel: "email" | "sms",
  topic: string | null,
  { consent }: CustomerFacts,
  { topics }: WorkspaceFacts,
): Record<string, unknown> {
  if (topic === null || consent[channel]?.state === "denied" || !refusesTopic(consent, channel, topic))
    return { channel };
  return { channel, topic: topics[topic] ?? topic };
}

function refuse(reason: Refusal, detail: Record<string, unknown>): Entry {
  return { kind: "refuse", reason, detail };
}

function iso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
