import type { FlowDocument } from "@/lib/domain/flow/document";
import { drawFrom } from "@/lib/domain/random";
import { durationMs } from "@/lib/domain/time/duration";
import { insideWindow, localTime } from "@/lib/domain/time/local";
import type { NaiveCustomer } from "./naive-customer";
import { isUnwanted } from "./naive-sending";
import type { NaiveEvent, NaiveRun } from "./naive-types";

/** Why an event does not let the customer into the flow; null when it does. */
export function refusalOf(customer: NaiveCustomer, event: NaiveEvent, now: number): string | null {
  const { document, shop, shopper, runs, names } = customer;
  const { schedule, entryConsent, entryTopic, frequency, holdout } = document.settings;
  if (customer.paused) return "flow_paused";
  const local = localTime(now, shop.zone);
  if (schedule.until && now >= Date.parse(schedule.until)) return "outside_schedule";
  if (schedule.weekdays.length > 0 && !schedule.weekdays.includes(local.weekday)) return "outside_schedule";
  if (schedule.hours && !insideWindow(now, schedule.hours, shop.zone)) return "outside_schedule";
  if (entryConsent && isUnwanted(entryConsent, entryTopic, shopper, shop)) return "no_consent";
  const same = runs.filter((run) => run.key === keyOf(document, event));
  if (frequency.whileActive === "ignore" && same.some(({ status }) => status === "active"))
    return "already_active";
  if (same.length > 0) {
    if (frequency.reentry === "never") return "reentry_never";
    const last = Math.max(...same.map((run) => run.enteredAt));
    if (now < last + durationMs(frequency.delay)) return "reentry_delay";
  }
  if (frequency.limit && frequency.reentry === "again") {
    const since = now - durationMs(frequency.limit.per);
    if (runs.filter((run) => run.enteredAt > since).length >= frequency.limit.count) return "reentry_limit";
  }
  return drawFrom(`holdout:${names.flowId}:${shopper.id}`) < holdout ? "holdout" : null;
}

/** What tells one customer's runs apart. */
export function keyOf({ settings: { frequency } }: FlowDocument, event: NaiveEvent): string {
  return frequency.correlation ? event.cartId : "";
}

/** A run that begins at the drawing's trigger. */
export function enter(document: FlowDocument, event: NaiveEvent, id: string, now: number): NaiveRun {
  const { id: step } = document.steps.find(({ type }) => type === "event-trigger")!;
  return {
    id,
    document,
    status: "active",
    reason: null,
    step,
    visit: 0,
    arrivedAt: now,
    enteredAt: now,
    wakeAt: null,
    trigger: event,
    key: keyOf(document, event),
    parallel: document.settings.frequency.whileActive === "parallel",
    cartTotal: event.total,
    restartedAt: null,
    awaiting: null,
    review: null,
    dueAt: event.at,
    goalVisit: null,
    walked: false,
    withheld: false,
    clicked: false,
    delivered: false,
    revenue: null,
    rule: null,
    postCompletion: false,
    codes: [],
    path: [step],
  };
}
