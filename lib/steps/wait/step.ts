import { z } from "zod";
import { defineStep } from "@/lib/domain/flow/step-definition";
import { describeDuration, duration, durationMs } from "@/lib/domain/time/duration";
import { nextLocalTime } from "@/lib/domain/time/local";
import { describeWeekdays } from "@/lib/domain/time/weekdays";

const config = z.discriminatedUnion("mode", [
  z.object({ mode: z.literal("duration"), duration }),
  /** Counted from the trigger, so that "1 h, 24 h, 48 h after abandonment" is exact (S3-55, X-2). */
  z.object({ mode: z.literal("since-trigger"), duration }),
  z.object({
    mode: z.literal("local-time"),
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write the time as HH:MM, for example 09:30."),
    weekdays: z.array(z.number().int().min(1).max(7)).max(7).default([]),
  }),
]);

/** Lets time pass: for a duration, until trigger time plus a duration, or until a local time and weekday. */
export const wait = defineStep({
  type: "wait",
  title: "Wait",
  description: "Hold the customer for a time, or until a time of day.",
  category: "wait",
  config,
  defaults: () => ({ mode: "duration", duration: { value: 1, unit: "days" } }),
  ports: () => [{ id: "next", label: "Then" }],
  describe: (draft) => {
    const parsed = config.safeParse(draft);
    if (!parsed.success) return { title: "Wait", detail: "Choose how long" };
    const settings = parsed.data;
    if (settings.mode === "duration")
      return { title: `Wait ${describeDuration(settings.duration)}`, detail: "From when they arrive here" };
    if (settings.mode === "since-trigger")
      return {
        title: `Wait until ${describeDuration(settings.duration)} after entry`,
        detail: "Counted from the trigger event",
      };
    return {
      title: `Wait until ${settings.time}`,
      detail: `${describeWeekdays(settings.weekdays)}, in the customer's time zone`,
    };
  },
  decide: (settings, { input, run, zone, now }) => {
    if (input.kind === "skip") return { kind: "go", port: "next", reason: "Somebody skipped this wait" };
    const until = dueAt(settings, run.stepEnteredAt, run.context.event.occurredAt, zone);
    if (now >= until) return { kind: "go", port: "next", reason: "The time has come" };
    return { kind: "stay", until, reason: "Waiting for the time to come" };
  },
});

function dueAt(
  settings: z.output<typeof config>,
  arrivedAt: number,
  triggeredAt: string,
  zone: string,
): number {
  if (settings.mode === "duration") return arrivedAt + durationMs(settings.duration);
  if (settings.mode === "since-trigger") return Date.parse(triggeredAt) + durationMs(settings.duration);
  return nextLocalTime(arrivedAt, settings.time, settings.weekdays, zone);
}
