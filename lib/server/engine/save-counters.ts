import { uuidColumnOf } from "@/lib/server/db/binary-columns";
import { columnOf } from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";
import type { CounterRow } from "./outcome";

/**
 * Adds the batch's counts to the hourly and the all-time counters, in one statement and in key order. Only the holder of the shard's lock
 * writes its counters, so batches never wait for one another here.
 */
export async function addCounters(
  queryable: Queryable,
  shard: number,
  now: Date,
  rows: readonly CounterRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await queryable.query({
    name: "add-counters",
    text: SQL,
    values: [
      shard,
      now,
      uuidColumnOf(rows, "versionId"),
      columnOf(rows, "stepId"),
      columnOf(rows, "outcome"),
      columnOf(rows, "count"),
      columnOf(rows, "amount"),
    ],
  });
}

const SQL = `
WITH added AS (
  SELECT * FROM unnest($3::uuid[], $4::text[], $5::text[], $6::bigint[], $7::bigint[]) AS u (version_id, step_id, outcome, count, amount)
), hourly AS (
  INSERT INTO step_counter AS c (shard, version_id, step_id, outcome, hour, count, amount)
  SELECT $1::smallint, version_id, step_id, outcome, date_trunc('hour', $2::timestamptz, 'UTC'), count, amount FROM added
  ON CONFLICT (shard, version_id, step_id, outcome, hour) DO UPDATE SET count = c.count + EXCLUDED.count, amount = c.amount + EXCLUDED.amount
)
INSERT INTO step_total AS t (shard, version_id, step_id, outcome, count, amount)
SELECT $1::smallint, version_id, step_id, outcome, count, amount FROM added
ON CONFLICT (shard, version_id, step_id, outcome) DO UPDATE SET count = t.count + EXCLUDED.count, amount = t.amount + EXCLUDED.amount`;
