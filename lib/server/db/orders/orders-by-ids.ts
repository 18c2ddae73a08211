import type { Queryable } from "@/lib/server/db/pool";
import { ORDER_SELECT, type OrderRow } from "./order-row";

/** The orders of a workspace with these ids, in no order. */
export async function ordersByIds(
  queryable: Queryable,
  workspaceId: string,
  ids: readonly string[],
): Promise<OrderRow[]> {
  const { rows } = await queryable.query<OrderRow>(
    `${ORDER_SELECT} WHERE o.workspace_id = $1 AND o.id = ANY($2::uuid[])`,
    [workspaceId, ids],
  );
  return rows;
}
