import type { Queryable } from "@/lib/server/db/pool";

/**
 * Messages on their way for longer than they should be, that no living job will ever look at: their worker died with the job in its
 * hand. A job that was taken before `since` and is not done counts as dead; whether its worker is only slow is told by the
 * message's lock, when it is delivered.
 */
export async function findStranded(
  queryable: Queryable,
  since: Date,
  limit: number,
): Promise<{ shard: number; id: string }[]> {
  const { rows } = await queryable.query<{ shard: number; id: string }>({
    name: "find-stranded",
    text: SQL,
    values: [since, limit],
  });
  return rows;
}

const SQL = `
WITH planned AS (
  SELECT json_array_elements_text(j.payload -> 'ids')::uuid AS id
  FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
  WHERE t.identifier = 'deliver_messages' AND j.attempts < j.max_attempts AND (j.locked_at IS NULL OR j.locked_at > $1)
)
SELECT m.shard, m.id FROM message m
WHERE m.status IN ('queued', 'sending') AND m.created_at < $1 AND NOT EXISTS (SELECT FROM planned p WHERE p.id = m.id)
ORDER BY m.shard, m.created_at LIMIT $2`;
