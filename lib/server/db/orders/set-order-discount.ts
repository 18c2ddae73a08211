import type { Queryable } from "@/lib/server/db/pool";

/** What several codes together took off an order. Minor units. */
export async function setOrderDiscount(
  queryable: Queryable,
  workspaceId: string,
  id: string,
  { amount, discount }: { amount: number; discount: number },
): Promise<void> {
  await queryable.query(
    `UPDATE shop_order SET amount = $3, discount_amount = $4 WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, id, amount, discount],
  );
}
