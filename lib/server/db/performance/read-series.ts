import type { Queryable } from "@/lib/server/db/pool";

/** What the flow itself counted within one hour or one local day. `amount` minor units. */
export type SeriesRow = { at: Date; outcome: string; count: number; amount: number };

/** The flow's own counters (not its steps'), hour by hour or local day by day in an IANA zone, oldest first. */
export async function readSeries(
  queryable: Queryable,
  versionIds: readonly string[],
  range: { from: Date | null; to: Date | null },
  unit: "hour" | "day",
  zone: string,
): Promise<SeriesRow[]> {
  const { rows } = await queryable.query<SeriesRow>({
    name: "read-series",
    text: SQL,
    values: [versionIds, range.from ?? "-infinity", range.to ?? "infinity", unit, zone],
  });
  return rows;
}

const SQL = `
SELECT date_trunc($4, hour, $5) AS at, outcome, sum(count)::bigint AS count, sum(amount)::bigint AS amount
FROM step_counter
WHERE version_id = ANY($1::uuid[]) AND step_id = '' AND hour >= date_trunc('hour', $2::timestamptz) AND hour < $3::timestamptz
GROUP BY 1, 2 ORDER BY 1`;
