import type { ResponseOf } from "@/lib/contracts/contract";
import type { flowPerformanceContract } from "@/lib/contracts/performance";
import { readSeries, type SeriesRow } from "@/lib/server/db/performance/read-series";
import { pool } from "@/lib/server/db/pool";

export type Range = { from: Date | null; to: Date | null };
type Series = ResponseOf<typeof flowPerformanceContract>["series"];

/** A range shorter than this is shown by the hour. */
const BY_HOUR_MS = 3 * 86_400_000;

/** How the flow went over time, by the hour for a short range, else by local day. Times without anything are absent. */
export async function seriesOf(
  versionIds: readonly string[],
  range: Range,
  now: Date,
  zone: string,
): Promise<Series> {
  const unit =
    range.from && (range.to ?? now).getTime() - range.from.getTime() <= BY_HOUR_MS ? "hour" : "day";
  const rows = await readSeries(pool(), versionIds, range, unit, zone);
  const points = new Map<number, Series["points"][number]>();
  for (const row of rows) add(points, row);
  return { unit, points: [...points.values()] };
}

function add(points: Map<number, Series["points"][number]>, { at, outcome, count, amount }: SeriesRow): void {
  const key = at.getTime();
  const point = points.get(key) ?? {
    at: at.toISOString(),
    entered: 0,
    completed: 0,
    converted: 0,
    exited: 0,
    revenue: 0,
  };
  points.set(key, point);
  if (outcome === "entered" || outcome === "completed") point[outcome] += count;
  else if (outcome.startsWith("exited:") || outcome === "failed") point.exited += count;
  else if (outcome === "converted") {
    point.converted += count;
    point.revenue += amount;
  }
}
