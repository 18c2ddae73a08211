import type { CounterSum } from "@/lib/domain/performance/counts";
import type { Queryable } from "@/lib/server/db/pool";

/** The counters of these versions, summed over shards, versions and hours. Without a range, those of all time. Never looks at runs. */
export async function readCounters(
  queryable: Queryable,
  versionIds: readonly string[],
  range: { from: Date | null; to: Date | null } | null,
): Promise<CounterSum[]> {
  const { rows } = await queryable.query<{ step_id: string; outcome: string; count: number; amount: number }>(
    range
      ? {
          name: "read-counters",
          text: HOURS,
          values: [versionIds, range.from ?? "-infinity", range.to ?? "infinity"],
        }
      : { name: "read-totals", text: TOTALS, values: [versionIds] },
  );
  return rows.map(({ step_id, outcome, count, amount }) => ({ stepId: step_id, outcome, count, amount }));
}

const TOTALS = `
SELECT step_id, outcome, sum(count)::bigint AS count, sum(amount)::bigint AS amount
FROM step_total WHERE version_id = ANY($1::uuid[]) GROUP BY step_id, outcome`;

const HOURS = `
SELECT step_id, outcome, sum(count)::bigint AS count, sum(amount)::bigint AS amount
FROM step_counter WHERE version_id = ANY($1::uuid[]) AND hour >= date_trunc('hour', $2::timestamptz) AND hour < $3::timestamptz
GROUP BY step_id, outcome`;
