import { type FilterImplOptions, filters } from "liquidjs";
import { type FilterThis, localeOf } from "./liquid-locale";

// liquidjs' own, which knows the patterns.
const byPattern = filters.date as Extract<FilterImplOptions, (...args: never[]) => unknown>;

const STYLES: Record<string, Intl.DateTimeFormatOptions> = {
  date: { dateStyle: "medium" },
  short: { dateStyle: "short" },
  long: { dateStyle: "long" },
  full: { dateStyle: "full" },
  time: { timeStyle: "short" },
  moment: { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
};

/**
 * `{{ voucher.expiresAt | date: "moment" }}`: a moment in the customer's language and zone. Styles: date, short, long, full, time,
 * moment, or a pattern such as "%d.%m.%Y". What is no moment prints nothing.
 */
export function dateFilter(this: FilterThis, value: unknown, style: unknown = "date"): string {
  if (value === null || value === undefined || value === "") return "";
  const moment = new Date(typeof value === "number" ? value : String(value));
  if (Number.isNaN(moment.getTime())) return "";
  const { locale, timeZone } = localeOf(this);
  if (typeof style === "string" && style.includes("%"))
    return String(byPattern.call(this, moment, style, timeZone));
  const options = STYLES[String(style)] ?? STYLES.date;
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(moment);
  } catch {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC", timeZoneName: "short" }).format(
      moment,
    );
  }
}
