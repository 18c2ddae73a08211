import { z } from "zod";
import { defineStep, type StepContext } from "@/lib/domain/flow/step-definition";
import { describeDuration, duration, durationMs } from "@/lib/domain/time/duration";
import { nextLocalTime } from "@/lib/domain/time/local";
import { momentOf } from "@/lib/domain/time/moment-of";
import { describeWeekdays } from "@/lib/domain/time/weekdays";
import { customerDate } from "./customer-date";

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write the time as HH:MM, for example 09:30.");
const config = z.discriminatedUnion("mode", [
  z.object({ mode: z.literal("duration"), duration }),
  /** Counted from the trigger, so that "1 h, 24 h, 48 h after abandonment" is exact (S3-55, X-2). */
  z.object({ mode: z.literal("since-trigger"), duration }),
  z.object({
    mode: z.literal("local-time"),
    time,
    weekdays: z.array(z.number().int().min(1).max(7)).max(7).default([]),
  }),
  z.object({ mode: z.literal("date"), date: z.iso.date("Choose the day."), time }),
  /** So long before or after a date on the customer's profile. */
  z.object({
    mode: z.literal("customer-date"),
    attribute: z
      .string()
      .min(1, "Choose the attribute that holds the date.")
      .max(120)
      .regex(
        /^[A-Za-z][A-Za-z0-9_.]*$/,
        "Attribute names start with a letter and hold letters, digits and _.",
      ),
    offset: duration,
    direction: z.enum(["before", "after"]),
    /** Of a date without a time of day */
    time,
  }),
]);
type Config = z.output<typeof config>;

/** Lets time pass: for a duration, until trigger time plus a duration, a local time and weekday, a date, or a date of the customer's. */
export const wait = defineStep({
  type: "wait",
  title: "Wait",
  description: "Hold the customer for a time, or until a time or date.",
  category: "wait",
  config,
  defaults: () => ({ mode: "duration", duration: { value: 1, unit: "days" } }),
  ports: ({ mode }) => [
    { id: "next", label: "Then" },
    ...(mode === "customer-date" ? [{ id: "no_date", label: "No such date" }] : []),
  ],
  // A date that changes while they wait changes how long.
  listens: ({ mode }) => (mode === "customer-date" ? ["customer.updated"] : []),
  describe: (draft) => {
    const parsed = config.safeParse(draft);
    return parsed.success ? wordsOf(parsed.data) : { title: "Wait", detail: "Choose how long" };
  },
  decide: (settings, context) => {
    if (context.input.kind === "skip")
      return { kind: "go", port: "next", reason: "Somebody skipped this wait" };
    const until = dueAt(settings, context);
    if (until === null)
      return { kind: "go", port: "no_date", reason: "The customer's profile has no such date" };
    if (context.now >= until) return { kind: "go", port: "next", reason: "The time has come" };
    return { kind: "stay", until, reason: "Waiting for the time to come" };
  },
});

function dueAt(settings: Config, { run, zone, customer }: StepContext): number | null {
  switch (settings.mode) {
    case "duration":
      return run.stepEnteredAt + durationMs(settings.duration);
    case "since-trigger":
      return Date.parse(run.context.event.occurredAt) + durationMs(settings.duration);
    case "local-time":
      return nextLocalTime(run.stepEnteredAt, settings.time, settings.weekdays, zone);
    case "date":
      return momentOf(settings.date, settings.time, zone);
    case "customer-date": {
      const date = customerDate(customer.attributes, settings.attribute, settings.time, zone);
      const offset = durationMs(settings.offset) * (settings.direction === "before" ? -1 : 1);
      return date === null ? null : date + offset;
    }
  }
}

function wordsOf(settings: Config): { title: string; detail: string } {
  switch (settings.mode) {
    case "duration":
      return { title: `Wait ${describeDuration(settings.duration)}`, detail: "From when they arrive here" };
    case "since-trigger":
      return {
        title: `Wait until ${describeDuration(settings.duration)} after entry`,
        detail: "Counted from the trigger event",
      };
    case "local-time":
      return {
        title: `Wait until ${settings.time}`,
        detail: `${describeWeekdays(settings.weekdays)}, customer's time`,
      };
    case "date":
      return { title: `Wait until ${dayOf(settings.date)}`, detail: `${settings.time}, customer's time` };
    case "customer-date": {
      const { attribute, offset, direction } = settings;
      const when = offset.value === 0 ? attribute : `${describeDuration(offset)} ${direction} ${attribute}`;
      return { title: `Wait until ${when}`, detail: "A date on the customer's profile" };
    }
  }
}

/** A day as people write it: "24 December 2026". */
function dayOf(date: string): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(Date.parse(date));
}
