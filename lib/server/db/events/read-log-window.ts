import type { Queryable } from "@/lib/server/db/pool";
import { LOG_COLUMNS, LOG_JOIN, type LogRow } from "./log-row";

/** Ids between `above` and `below`, both left out. `name` null is any. */
export type LogWindow = {
  workspaceId: string;
  name: string | null;
  above: number;
  below: number;
  limit: number;
};

/** The newest events of a workspace within a range of ids of the log, newest first. Costs as much as the range is long. */
export async function readLogWindow(
  queryable: Queryable,
  { workspaceId, name, above, below, limit }: LogWindow,
): Promise<LogRow[]> {
  const { rows } = await queryable.query<LogRow>({
    name: "read-log-window",
    text: SQL,
    values: [workspaceId, name, above, below, limit],
  });
  return rows;
}

const SQL = `
SELECT ${LOG_COLUMNS}
FROM (
  SELECT found.* FROM generate_series(0, 63) AS s (shard)
  CROSS JOIN LATERAL (
    SELECT * FROM event
    WHERE shard = s.shard AND id > $3 AND id < $4 AND workspace_id = $1 AND ($2::text IS NULL OR name = $2)
    ORDER BY id DESC LIMIT $5
  ) found
  ORDER BY found.id DESC LIMIT $5
) e
${LOG_JOIN}
ORDER BY e.id DESC`;
