import { z } from "zod";

export const DURATION_UNITS = ["minutes", "hours", "days", "weeks"] as const;
const MS: Record<(typeof DURATION_UNITS)[number], number> = {
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
  weeks: 604_800_000,
};

/** A length of time as a person writes it. A day is exactly 24 hours. At most two years. */
export const duration = z
  .object({ value: z.number().min(0).max(1_051_200), unit: z.enum(DURATION_UNITS) })
  .refine(({ value, unit }) => value * MS[unit] <= 731 * MS.days, "At most two years.");
export type Duration = z.output<typeof duration>;

/** Milliseconds of a duration. */
export function durationMs({ value, unit }: Duration): number {
  return Math.round(value * MS[unit]);
}

/** In words: "1 day", "90 minutes". */
export function describeDuration({ value, unit }: Duration): string {
  return `${value} ${value === 1 ? unit.slice(0, -1) : unit}`;
}
