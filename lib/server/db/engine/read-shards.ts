import { SHARD_COUNT } from "@/lib/domain/shard";
import { pool } from "@/lib/server/db/pool";

/** What waits in one shard. Counts stop at 10,000. */
export type ShardBacklog = { shard: number; pending: number; due: number; oldest: Date | null };

/** What waits for the engine, shard by shard. Reads the head of each, never all rows. */
export async function readShards(now: Date): Promise<ShardBacklog[]> {
  const { rows } = await pool().query<ShardBacklog>(SQL, [SHARD_COUNT - 1, now]);
  return rows;
}

const SQL = `
SELECT s.shard, waiting.count AS pending, timer.count AS due, LEAST(event.oldest, timer.oldest) AS oldest
FROM generate_series(0, $1::int) AS s (shard)
LEFT JOIN LATERAL (
  SELECT p.accepted_at AS oldest FROM event_pending p
  WHERE p.shard = s.shard ORDER BY p.event_id LIMIT 1
) event ON true
CROSS JOIN LATERAL (
  SELECT count(*) AS count FROM (SELECT FROM event_pending p WHERE p.shard = s.shard LIMIT 10000) head
) waiting
CROSS JOIN LATERAL (
  SELECT min(head.wake_at) AS oldest, count(*) AS count FROM (
    SELECT t.wake_at FROM run_timer t WHERE t.shard = s.shard AND t.wake_at <= $2 ORDER BY t.wake_at LIMIT 10000
  ) head
) timer
ORDER BY s.shard`;
