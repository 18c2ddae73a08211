import type { Queryable } from "./pool";

/** Totals beyond this are not counted out. */
const MOST_COUNTED = 100_000;

/** How many rows a workspace has in one of its tables. */
export async function countRows(
  queryable: Queryable,
  table: "shop_order" | "product" | "validation_rule" | "export",
  workspaceId: string,
): Promise<number> {
  const { rows } = await queryable.query<{ total: number }>(
    `SELECT count(*) AS total FROM (SELECT 1 FROM ${table} WHERE workspace_id = $1 LIMIT $2) counted`,
    [workspaceId, MOST_COUNTED],
  );
  return rows[0]?.total ?? 0;
}
