import { SHARD_COUNT } from "@/lib/domain/shard";
import { pool } from "@/lib/server/db/pool";

export type Backlog = { lagSeconds: number; pendingEvents: number; dueRuns: number };

/** How much waits for the engine, and how long the oldest of it has waited. Reads the head of each shard, never all rows. */
export async function readBacklog(now: Date): Promise<Backlog> {
  const { rows } = await pool().query<{ oldest: Date | null; pending: number; due: number }>(SQL, [
    SHARD_COUNT - 1,
    now,
  ]);
  const { oldest, pending, due } = rows[0]!;
  return {
    lagSeconds: oldest ? Math.max(0, Math.round((now.getTime() - oldest.getTime()) / 100) / 10) : 0,
    pendingEvents: Number(pending),
    dueRuns: Number(due),
  };
}

const SQL = `
SELECT min(LEAST(event.oldest, timer.oldest)) AS oldest, sum(waiting.count)::bigint AS pending, sum(timer.count)::bigint AS due
FROM generate_series(0, $1::int) AS s (shard)
LEFT JOIN LATERAL (
  SELECT e.accepted_at AS oldest FROM event_pending p JOIN event e ON e.shard = p.shard AND e.id = p.event_id
  WHERE p.shard = s.shard ORDER BY p.event_id LIMIT 1
) event ON true
CROSS JOIN LATERAL (
  SELECT count(*) AS count FROM (SELECT FROM event_pending p WHERE p.shard = s.shard LIMIT 10000) head
) waiting
CROSS JOIN LATERAL (
  SELECT min(head.wake_at) AS oldest, count(*) AS count FROM (
    SELECT t.wake_at FROM run_timer t WHERE t.shard = s.shard AND t.wake_at <= $2 ORDER BY t.wake_at LIMIT 10000
  ) head
) timer`;
