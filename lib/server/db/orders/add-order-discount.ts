import type { Queryable } from "@/lib/server/db/pool";

/** Adds what further codes took off an order. Minor units. */
export async function addOrderDiscount(
  queryable: Queryable,
  workspaceId: string,
  id: string,
  discount: number,
): Promise<void> {
  await queryable.query(
    `UPDATE shop_order SET discount_amount = discount_amount + $3::bigint WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, id, discount],
  );
}
