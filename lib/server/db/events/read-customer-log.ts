import { shardOf } from "@/lib/domain/shard";
import type { Queryable } from "@/lib/server/db/pool";
import { LOG_COLUMNS, LOG_JOIN, type LogRow } from "./log-row";
import type { LogWindow } from "./read-log-window";

/** One customer's events within a range of ids of the log, newest first. */
export async function readCustomerLog(
  queryable: Queryable,
  customerId: string,
  { workspaceId, name, above, below, limit }: LogWindow,
): Promise<LogRow[]> {
  const { rows } = await queryable.query<LogRow>(
    `SELECT ${LOG_COLUMNS}
     FROM (
       SELECT * FROM event
       WHERE shard = $6 AND customer_id = $7 AND id > $3 AND id < $4 AND workspace_id = $1 AND ($2::text IS NULL OR name = $2)
       ORDER BY id DESC LIMIT $5
     ) e
     ${LOG_JOIN}
     ORDER BY e.id DESC`,
    [workspaceId, name, above, below, limit, shardOf(customerId), customerId],
  );
  return rows;
}
