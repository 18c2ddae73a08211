import type { Queryable } from "@/lib/server/db/pool";

/**
 * Locks a shard that has something to do, for the rest of the transaction, passing over those that others hold: the row lock is the lease, and
 * PostgreSQL drops it when its holder dies. `startAt` spreads the loops over the shards. Null when there is nothing to take.
 */
export async function takeShard(queryable: Queryable, now: Date, startAt: number): Promise<number | null> {
  const { rows } = await queryable.query<{ id: number }>({
    name: "take-shard",
    text: SQL,
    values: [now, startAt],
  });
  return rows[0]?.id ?? null;
}

const SQL = `
SELECT s.id FROM shard s
WHERE EXISTS (SELECT FROM event_pending p WHERE p.shard = s.id)
   OR EXISTS (SELECT FROM run_timer t WHERE t.shard = s.id AND t.wake_at <= $1)
   OR EXISTS (SELECT FROM segment_check c WHERE c.shard = s.id AND c.check_at <= $1)
ORDER BY (s.id - $2::int + 64) % 64
LIMIT 1
FOR UPDATE OF s SKIP LOCKED`;
