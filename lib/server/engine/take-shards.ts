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

const SQL = `
SELECT s.id FROM shard s
WHERE EXISTS (SELECT FROM event_pending p WHERE p.shard = s.id)
   OR EXISTS (SELECT FROM run_timer t WHERE t.shard = s.id AND t.wake_at <= $1)
   OR EXISTS (SELECT FROM segment_check c WHERE c.shard = s.id AND c.check_at <= $1)
ORDER BY (s.id - $2::int + 64) % 64
LIMIT $3
FOR UPDATE OF s SKIP LOCKED`;
