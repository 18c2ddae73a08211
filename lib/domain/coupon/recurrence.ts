import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { insideWindow, localTime } from "@/lib/domain/time/local";

const length = z
  .string()
  .max(40)
  .refine(isDuration, "Write a length of time as ISO 8601 does: P2D for two days, PT12H for twelve hours.");
const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write a time of day from 00:00 to 23:59, such as 09:30.");
const day = z
  .number()
  .int()
  .min(0, "Days go from 0, Sunday, to 6, Saturday.")
  .max(6, "Days go from 0, Sunday, to 6, Saturday.");

/** When codes count, again and again; all in the workspace's zone. */
export const recurrence = z.object({
  /** From the start on, for `duration` in every `interval` (ISO 8601). */
  timeframe: z.object({ interval: length, duration: length }).nullable().default(null),
  /** 0 Sunday to 6 Saturday; empty is every day. */
  daysOfWeek: z.array(day).max(7).default([]),
  /** Hours of the day; empty is all day. A window whose end is before its start reaches over midnight. */
  hours: z
    .array(z.object({ from: time, until: time, daysOfWeek: z.array(day).max(7).default([]) }))
    .max(50)
    .default([]),
});
export type Recurrence = z.output<typeof recurrence>;

/**
 * Whether `now` (epoch ms) is a time at which codes count.
 * @param startsAt epoch ms from which the timeframe is counted
 */
export function countsNow(
  { timeframe, daysOfWeek, hours }: Recurrence,
  startsAt: number | null,
  zone: string,
  now: number,
): boolean {
  if (timeframe && startsAt !== null && !insideTimeframe(timeframe, startsAt, zone, now)) return false;
  const today = localTime(now, zone).weekday % 7;
  if (daysOfWeek.length > 0 && !daysOfWeek.includes(today)) return false;
  if (hours.length === 0) return true;
  return hours.some((window) => {
    if (!insideWindow(now, window, zone)) return false;
    // After midnight, a window that reaches over it is still that of the day before.
    const overnight = window.from > window.until && localTime(now, zone).minutes < minutes(window.until);
    const dayOfWindow = overnight ? (today + 6) % 7 : today;
    return window.daysOfWeek.length === 0 || window.daysOfWeek.includes(dayOfWindow);
  });
}

function insideTimeframe(
  { interval, duration }: { interval: string; duration: string },
  startsAt: number,
  zone: string,
  now: number,
): boolean {
  if (now < startsAt) return false;
  const start = Temporal.Instant.fromEpochMilliseconds(startsAt).toZonedDateTimeISO(zone);
  const every = Temporal.Duration.from(interval);
  const lasts = Temporal.Duration.from(duration);
  // The least number of whole intervals, found by halving: calendar lengths (a month, a day of 23 hours) cannot be divided by.
  let low = 0;
  let high = 1;
  while (times(start, every, high).epochMilliseconds <= now) high *= 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (times(start, every, middle).epochMilliseconds <= now) low = middle;
    else high = middle;
  }
  return now < times(start, every, low).add(lasts).epochMilliseconds;
}

function times(
  start: Temporal.ZonedDateTime,
  every: Temporal.Duration,
  count: number,
): Temporal.ZonedDateTime {
  return start.add({
    years: every.years * count,
    months: every.months * count,
    weeks: every.weeks * count,
    days: every.days * count,
    hours: every.hours * count,
    minutes: every.minutes * count,
    seconds: every.seconds * count,
  });
}

function minutes(text: string): number {
  const [hours, rest] = text.split(":");
  return Number(hours) * 60 + Number(rest);
}

function isDuration(text: string): boolean {
  try {
    const duration = Temporal.Duration.from(text);
    return duration.sign === 1 && duration.total({ unit: "seconds", relativeTo: "2026-01-01" }) >= 60;
  } catch {
    return false;
  }
}
