import type { Position } from "@/lib/server/db/coupons/list-campaign-rows";
import type { Queryable } from "@/lib/server/db/pool";
import { ORDER_SELECT, type OrderRow } from "./order-row";

/** Orders of a workspace, newest first, from after a position. */
export async function listOrders(
  queryable: Queryable,
  workspaceId: string,
  filter: {
    search?: string | undefined;
    status?: string | undefined;
    after: Position | null;
    limit: number;
  },
): Promise<OrderRow[]> {
  const { rows } = await queryable.query<OrderRow>(
    `${ORDER_SELECT} WHERE o.workspace_id = $1 AND ($2::text IS NULL OR o.source_id = $2) AND ($3::text IS NULL OR o.status = $3)
       AND ($4::timestamptz IS NULL OR (o.created_at, o.id) < ($4, $5::uuid))
     ORDER BY o.created_at DESC, o.id DESC LIMIT $6`,
    [
      workspaceId,
      filter.search || null,
      filter.status ?? null,
      filter.after?.at ?? null,
      filter.after?.id ?? null,
      filter.limit,
    ],
  );
  return rows;
}
