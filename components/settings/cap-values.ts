import { z } from "zod";
import { DURATION_UNITS, durationMs } from "@/lib/domain/time/duration";

const DAY_MS = 86_400_000;

/** A cap as a form holds it: switched on or not, how many, in how long. */
export const capFields = z
  .object({
    on: z.boolean(),
    count: z.number().nullable(),
    period: z.object({ value: z.number().nullable(), unit: z.enum(DURATION_UNITS) }),
  })
  .superRefine(({ on, count, period }, context) => {
    if (!on) return;
    if (count === null || !Number.isInteger(count) || count < 1 || count > 1000)
      context.addIssue({ code: "custom", path: ["count"], message: "Write a whole number from 1 to 1,000." });
    const ms = period.value === null ? 0 : durationMs({ value: period.value, unit: period.unit });
    if (ms < 60_000 || ms > 366 * DAY_MS)
      context.addIssue({
        code: "custom",
        path: ["period"],
        message: "Write a time from a minute to a year.",
      });
  });
export type CapFields = z.input<typeof capFields>;

type Cap = { count: number; periodMs: number } | null;

/** The form's fields for a stored cap; one that is off offers 3 in 7 days. */
export function capToFields(cap: Cap): CapFields {
  if (!cap) return { on: false, count: 3, period: { value: 7, unit: "days" } };
  return { on: true, count: cap.count, period: inWords(cap.periodMs) };
}

/** The cap that fields stand for; they must have been checked. */
export function fieldsToCap({ on, count, period }: CapFields): Cap {
  if (!on || count === null || period.value === null) return null;
  return { count, periodMs: durationMs({ value: period.value, unit: period.unit }) };
}

// The largest unit that needs no fraction: 7 days stay 7 days, since nobody says "1 week" of a cap of days.
function inWords(ms: number): { value: number; unit: "days" | "hours" | "minutes" } {
  if (ms % DAY_MS === 0) return { value: ms / DAY_MS, unit: "days" };
  if (ms % 3_600_000 === 0) return { value: ms / 3_600_000, unit: "hours" };
  return { value: Math.round(ms / 60_000), unit: "minutes" };
}
