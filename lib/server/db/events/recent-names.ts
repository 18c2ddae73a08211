import type { Queryable } from "@/lib/server/db/pool";

/** How many of the newest events of the whole log are looked through: the log has no index by name, and this takes milliseconds. */
export const RECENT_EVENTS = 20_000;

/** How often, and when last, each name occurs among the newest events. */
export async function recentNames(
  queryable: Queryable,
  workspaceId: string,
): Promise<Map<string, { count: number; lastAt: Date }>> {
  const { rows } = await queryable.query<{ name: string; count: number; last_at: Date }>(
    `SELECT e.name, count(*) AS count, max(e.accepted_at) AS last_at
     FROM generate_series(0, 63) AS s (shard)
     CROSS JOIN LATERAL (
       SELECT name, accepted_at FROM event
       WHERE shard = s.shard AND id > (SELECT last_value FROM event_id_seq) - $2 AND workspace_id = $1
     ) e
     GROUP BY e.name`,
    [workspaceId, RECENT_EVENTS],
  );
  return new Map(rows.map(({ name, count, last_at }) => [name, { count, lastAt: last_at }]));
}
