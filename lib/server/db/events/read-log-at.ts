import type { Queryable } from "@/lib/server/db/pool";
import { LOG_COLUMNS, LOG_JOIN, type LogRow } from "./log-row";
import type { Place } from "./newest-ids";

/** The events that stand at these places, oldest first. */
export async function readLogAt(queryable: Queryable, places: readonly Place[]): Promise<LogRow[]> {
  if (places.length === 0) return [];
  const { rows } = await queryable.query<LogRow>({
    name: "read-log-at",
    text: `SELECT ${LOG_COLUMNS} FROM unnest($1::smallint[], $2::bigint[]) AS wanted (shard, id)
           JOIN event e ON e.shard = wanted.shard AND e.id = wanted.id ${LOG_JOIN} ORDER BY e.id`,
    values: [places.map(({ shard }) => shard), places.map(({ id }) => id)],
  });
  return rows;
}
