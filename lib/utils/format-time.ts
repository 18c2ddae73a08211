import { LOCALE } from "@/lib/utils/locale";

type Instant = Date | string | number;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Date and time to the second with the zone's name: "21 November 2026, 14:05:09 GMT+1 (Europe/Berlin)". */
export function formatExactTime(at: Instant, timeZone: string): string {
  const text = format(at, timeZone, {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  });
  return text.endsWith(timeZone) ? text : `${text} (${timeZone})`;
}

/** Date and time: "21 Nov 2026, 14:05". */
export function formatDateTime(at: Instant, timeZone: string): string {
  return format(at, timeZone, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
}

/** The day: "21 Nov 2026". */
export function formatDate(at: Instant, timeZone: string): string {
  return format(at, timeZone, { day: "numeric", month: "short", year: "numeric" });
}

/** The time of day: "14:05". */
export function formatTimeOfDay(at: Instant, timeZone: string): string {
  return format(at, timeZone, { hour: "2-digit", minute: "2-digit" });
}

/**
 * A moment as a person says it, seen from `now`: "just now", "5 minutes ago", "in 3 hours", "yesterday, 14:05",
 * "last Monday, 09:00" or "Friday, 09:00" within six days, then "21 Nov, 14:05", and "21 Nov 2024" in another year. Days are those of `timeZone`.
 */
export function formatRelativeTime(at: Instant, now: Instant, timeZone: string): string {
  const moment = toDate(at);
  const today = toDate(now);
  const ahead = moment.getTime() - today.getTime();
  const distance = Math.abs(ahead);
  if (Number.isNaN(distance)) return "unknown time";
  if (distance < MINUTE) return ahead > 15_000 ? "in less than a minute" : "just now";
  // What is to come is rounded to the nearest: a code that has just been given for 12 hours ends "in 12 hours".
  const whole = ahead > 0 ? Math.round : Math.floor;
  if (whole(distance / MINUTE) < 60) return ago(ahead, whole(distance / MINUTE), "minute");

  const days = dayNumber(moment, timeZone) - dayNumber(today, timeZone);
  const time = formatTimeOfDay(moment, timeZone);
  if (distance < 12 * HOUR || days === 0) return ago(ahead, whole(distance / HOUR), "hour");
  if (days === -1) return `yesterday, ${time}`;
  if (days === 1) return `tomorrow, ${time}`;
  if (Math.abs(days) < 7)
    return `${days < 0 ? "last " : ""}${format(moment, timeZone, { weekday: "long" })}, ${time}`;
  if (localYear(moment, timeZone) === localYear(today, timeZone)) {
    return `${format(moment, timeZone, { day: "numeric", month: "short" })}, ${time}`;
  }
  return formatDate(moment, timeZone);
}

function ago(ahead: number, value: number, unit: string): string {
  const words = `${value} ${unit}${value === 1 ? "" : "s"}`;
  return ahead > 0 ? `in ${words}` : `${words} ago`;
}

function toDate(at: Instant): Date {
  return at instanceof Date ? at : new Date(at);
}

/** Days since 1970 of the local date, so that two of them subtract to calendar days. */
function dayNumber(at: Date, timeZone: string): number {
  const part = localParts(at, timeZone);
  return Date.UTC(part("year"), part("month") - 1, part("day")) / DAY;
}

function localYear(at: Date, timeZone: string): number {
  return localParts(at, timeZone)("year");
}

function localParts(at: Date, timeZone: string): (type: "year" | "month" | "day") => number {
  const parts = formatter(timeZone, { year: "numeric", month: "numeric", day: "numeric" }).formatToParts(at);
  return (type) => Number(parts.find((part) => part.type === type)?.value);
}

function format(at: Instant, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  const moment = toDate(at);
  if (Number.isNaN(moment.getTime())) return "unknown time";
  return formatter(timeZone, options).format(moment);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs some 50 µs, and a list shows hundreds of times. */
function formatter(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = timeZone + JSON.stringify(options);
  const known = formatters.get(key);
  if (known) return known;
  // "en-GB" writes the day before the month and 24 hours, as the rest of the product does.
  const made = new Intl.DateTimeFormat(LOCALE === "en" ? "en-GB" : LOCALE, {
    ...options,
    timeZone,
    hourCycle: "h23",
  });
  formatters.set(key, made);
  return made;
}
