import type { Queryable } from "@/lib/server/db/pool";

/**
 * Locks shards that have something to do, for the rest of the transaction, passing over those that others hold: the row lock is the lease, and
 * PostgreSQL drops it when its holder dies. `startAt` spreads the loops over the shards, and `most` is how many are taken at most.
 */
export async function takeShards(
  queryable: Queryable,
  now: Date,
  { startAt, most }: { startAt: number; most: number },
): Promise<number[]> {
  const { rows } = await queryable.query<{ id: number }>({
    name: "take-shards",
    text: SQL,
    values: [now, startAt, most],
  });
  return rows.map(({ id }) => id);
}

// The last of what waits is looked for, since what was handled first is gone first: rows that are gone stay in an index for as long as any transaction
// began before, such as the import of a long file, and would be looked through each time.
const SQL = `
SELECT s.id FROM shard s
WHERE (SELECT p.event_id FROM event_pending p WHERE p.shard = s.id ORDER BY p.event_id DESC LIMIT 1) IS NOT NULL
   OR (SELECT t.wake_at FROM run_timer t WHERE t.shard = s.id AND t.wake_at <= $1 ORDER BY t.wake_at DESC, t.run_id DESC LIMIT 1) IS NOT NULL
   OR EXISTS (SELECT FROM segment_check c WHERE c.shard = s.id AND c.check_at <= $1)
ORDER BY (s.id - $2::int + 64) % 64
LIMIT $3
FOR UPDATE OF s SKIP LOCKED`;
