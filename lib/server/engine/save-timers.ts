import type { Run } from "@/lib/domain/flow/run";
import { column, momentColumn } from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";

/**
 * Brings the timers of changed and new runs to where the runs say, in one statement. `before` holds each run's wakeAt (epoch ms) as the
 * database has it; a run that is not in it has no timer yet.
 */
export async function saveTimers(
  queryable: Queryable,
  shard: number,
  runs: Iterable<Run>,
  before: ReadonlyMap<string, number | null>,
): Promise<void> {
  const gone: { id: string; at: number }[] = [];
  const set: { id: string; at: number }[] = [];
  for (const { id, wakeAt } of runs) {
    const old = before.get(id) ?? null;
    if (old === wakeAt) continue;
    if (old !== null) gone.push({ id, at: old });
    if (wakeAt !== null) set.push({ id, at: wakeAt });
  }
  if (gone.length + set.length === 0) return;
  const columns = (rows: typeof gone) => [
    momentColumn(rows.map(({ at }) => at)),
    column(rows.map(({ id }) => id)),
  ];
  await queryable.query({
    name: "save-timers",
    text: SQL,
    values: [shard, ...columns(gone), ...columns(set)],
  });
}

const SQL = `
WITH gone AS (
  DELETE FROM run_timer t USING unnest($2::timestamptz[], $3::uuid[]) AS u (wake_at, run_id)
  WHERE t.shard = $1 AND t.wake_at = u.wake_at AND t.run_id = u.run_id
)
INSERT INTO run_timer (shard, wake_at, run_id)
SELECT $1::smallint, u.wake_at, u.run_id FROM unnest($4::timestamptz[], $5::uuid[]) AS u (wake_at, run_id)
ON CONFLICT DO NOTHING`;

/** Removes timers whose run is gone or has ended, such as those of a customer who was erased. */
export async function deleteTimers(
  queryable: Queryable,
  shard: number,
  stale: readonly { runId: string; at: Date }[],
): Promise<void> {
  if (stale.length === 0) return;
  await queryable.query({
    name: "delete-timers",
    text: `DELETE FROM run_timer t USING unnest($2::timestamptz[], $3::uuid[]) AS u (wake_at, run_id)
           WHERE t.shard = $1 AND t.wake_at = u.wake_at AND t.run_id = u.run_id`,
    values: [shard, stale.map(({ at }) => at), stale.map(({ runId }) => runId)],
  });
}
