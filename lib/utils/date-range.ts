import { Temporal } from "temporal-polyfill";
import { formatDate } from "@/lib/utils/format-time";

export const RANGE_PRESETS = ["24h", "7d", "30d", "90d", "all"] as const;
export type RangePreset = (typeof RANGE_PRESETS)[number];

/** A range as a person chose it: one that moves with the clock, or two local dates, both included (YYYY-MM-DD). */
export type DateRange = { preset: RangePreset } | { from: string; to: string };

const HOURS: Record<Exclude<RangePreset, "all">, number> = { "24h": 24, "7d": 168, "30d": 720, "90d": 2160 };
const WORDS: Record<RangePreset, string> = {
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
  "90d": "Last 90 days",
  all: "All time",
};

/**
 * The moments of a range, as ISO strings: `from` included, `to` not; null is open. A preset begins at a full hour, as the
 * counters do, so that it is the same query for an hour. Dates begin and end at midnight in `timeZone`.
 */
export function resolveDateRange(
  range: DateRange,
  nowMs: number,
  timeZone: string,
): { from: string | null; to: string | null } {
  if ("preset" in range) {
    if (range.preset === "all") return { from: null, to: null };
    const hour = Math.floor(nowMs / 3_600_000) - HOURS[range.preset];
    return { from: new Date(hour * 3_600_000).toISOString(), to: null };
  }
  return { from: midnight(range.from, 0, timeZone), to: midnight(range.to, 1, timeZone) };
}

/** In words, for the head of a number or a chart: "Last 30 days", "1 Nov 2026 to 7 Nov 2026". */
export function describeDateRange(range: DateRange): string {
  if ("preset" in range) return WORDS[range.preset];
  const from = formatDate(`${range.from}T00:00:00Z`, "UTC");
  return range.from === range.to ? from : `${from} to ${formatDate(`${range.to}T00:00:00Z`, "UTC")}`;
}

function midnight(date: string, addDays: number, timeZone: string): string {
  const day = Temporal.PlainDate.from(date).add({ days: addDays });
  return new Date(day.toZonedDateTime(timeZone).epochMilliseconds).toISOString();
}
