import type { Queryable } from "@/lib/server/db/pool";
import { RECENT_EVENTS } from "./recent-names";

/** The properties of the newest events of one name, newest first, as far as they are among the newest of the log. */
export async function recentProperties(
  queryable: Queryable,
  workspaceId: string,
  name: string,
  limit: number,
): Promise<Record<string, unknown>[]> {
  const { rows } = await queryable.query<{ properties: Record<string, unknown> }>(
    `SELECT e.properties
     FROM generate_series(0, 63) AS s (shard)
     CROSS JOIN LATERAL (
       SELECT id, properties FROM event
       WHERE shard = s.shard AND id > (SELECT last_value FROM event_id_seq) - $4 AND workspace_id = $1 AND name = $2
       ORDER BY id DESC LIMIT $3
     ) e
     ORDER BY e.id DESC LIMIT $3`,
    [workspaceId, name, limit, RECENT_EVENTS],
  );
  return rows.map((row) => row.properties);
}
