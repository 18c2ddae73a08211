import type { Run } from "@/lib/domain/flow/run";
import { momentColumnOf, uuidColumnOf } from "@/lib/server/db/binary-columns";
import { shardColumnOf, shardsOf } from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";

/**
 * Brings the timers of changed and new runs to where the runs say, in one statement. `before` holds each run's wakeAt (epoch ms) as the
 * database has it; a run that is not in it has no timer yet.
 */
export async function saveTimers(
  queryable: Queryable,
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
  const columns = (rows: typeof gone) => [momentColumnOf(rows, "at"), uuidColumnOf(rows, "id")];
  await queryable.query({
    name: "save-timers",
    text: SAVE_TIMERS,
    values: [shardsOf(gone.map(({ id }) => id)), ...columns(gone), shardColumnOf(set, "id"), ...columns(set)],
  });
}

// A run has one timer at most, so that no other row matches these lists. Why lists: see delete-pending.ts.
const DELETE = `DELETE FROM run_timer WHERE shard = ANY($1::smallint[]) AND wake_at = ANY($2::timestamptz[]) AND run_id = ANY($3::uuid[])`;

export const SAVE_TIMERS = `
WITH gone AS (
  ${DELETE}
)
INSERT INTO run_timer (shard, wake_at, run_id)
SELECT u.shard, u.wake_at, u.run_id FROM unnest($4::smallint[], $5::timestamptz[], $6::uuid[]) AS u (shard, wake_at, run_id)
ON CONFLICT DO NOTHING`;

/** Removes timers whose run is gone or has ended, such as those of a customer who was erased. */
export async function deleteTimers(
  queryable: Queryable,
  stale: readonly { runId: string; at: Date }[],
): Promise<void> {
  if (stale.length === 0) return;
  await queryable.query({
    name: "delete-timers",
    text: DELETE,
    values: [
      shardsOf(stale.map(({ runId }) => runId)),
      momentColumnOf(stale, "at"),
      uuidColumnOf(stale, "runId"),
    ],
  });
}
