import type { Narrowing } from "@/lib/domain/list/narrowing";
import type { Queryable } from "@/lib/server/db/pool";
import type { ListKind } from "./list-kind";
import { listSql } from "./list-sql";

/** Totals beyond this are not counted out: a page of a list is not worth reading millions of rows. */
const MOST_COUNTED = 100_000;

/** Which rows of a list stand on a page. `page` from 1; it counts for nothing after a row that was named. */
export type PageQuery = Narrowing & { limit: number; page: number };
export type NarrowedIds = { ids: string[]; hasMore: boolean; total: () => Promise<number> };

/** The ids of a page of a narrowed list in its order, and how many rows it has in all when that is asked for. */
export async function narrowedIds(
  queryable: Queryable,
  kind: ListKind,
  workspaceId: string,
  query: PageQuery,
  also: readonly (readonly [string, unknown])[] = [],
): Promise<NarrowedIds> {
  const { from, order, values } = listSql(kind, workspaceId, query, also);
  const offset = query.starting_after_id === undefined ? (query.page - 1) * query.limit : 0;
  const at = values.length;
  const { rows } = await queryable.query<{ id: string }>(
    `SELECT ${kind.id} AS id ${from} ORDER BY ${order} LIMIT $${at + 1} OFFSET $${at + 2}`,
    [...values, query.limit + 1, offset],
  );
  return {
    ids: rows.slice(0, query.limit).map(({ id }) => id),
    hasMore: rows.length > query.limit,
    total: async () => {
      // All there are, not only those after a row.
      const whole = listSql(
        kind,
        workspaceId,
        { ...query, starting_after_id: undefined, order: undefined },
        also,
      );
      const counted = await queryable.query<{ total: number }>(
        `SELECT count(*) AS total FROM (SELECT 1 ${whole.from} LIMIT $${whole.values.length + 1}) counted`,
        [...whole.values, MOST_COUNTED],
      );
      return counted.rows[0]?.total ?? 0;
    },
  };
}

/** Rows that were read by their ids, in the order of the ids. */
export function inOrder<Row extends { id: string }>(ids: readonly string[], rows: readonly Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
