import type { Queryable } from "@/lib/server/db/pool";

/** Totals beyond this are not counted out. */
const MOST_COUNTED = 100_000;

/** Ids of a page of customers, newest first, and how many there are. */
export async function pageOfCustomers(
  queryable: Queryable,
  workspaceId: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ ids: string[]; total: number }> {
  const { rows } = await queryable.query<{ id: string }>(
    `SELECT id FROM customer WHERE workspace_id = $1 ORDER BY created_at DESC, id LIMIT $2 OFFSET $3`,
    [workspaceId, limit, offset],
  );
  const counted = await queryable.query<{ total: number }>(
    `SELECT count(*) AS total FROM (SELECT 1 FROM customer WHERE workspace_id = $1 LIMIT $2) counted`,
    [workspaceId, MOST_COUNTED],
  );
  return { ids: rows.map(({ id }) => id), total: counted.rows[0]?.total ?? 0 };
}
