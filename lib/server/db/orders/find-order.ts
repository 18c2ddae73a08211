import type { Queryable } from "@/lib/server/db/pool";
import { ORDER_SELECT, type OrderRow } from "./order-row";

/** An order by its id, or by the shop's own; null when there is none in the workspace. */
export async function findOrder(
  queryable: Queryable,
  workspaceId: string,
  by: { id: string | null; sourceId: string | null },
): Promise<OrderRow | null> {
  const { rows } = await queryable.query<OrderRow>(
    `${ORDER_SELECT} WHERE o.workspace_id = $1 AND (o.id = $2 OR o.source_id = $3) LIMIT 1`,
    [workspaceId, by.id, by.sourceId],
  );
  return rows[0] ?? null;
}
