import type { Queryable } from "@/lib/server/db/pool";

type Row = {
  id: string;
  code: string;
  campaign_id: string;
  status: string;
  discount_amount: number | null;
  created_at: Date;
};

/** The redemptions for an order, found by the shop's own id of it, or by ours where the shop has none: `named` is how redemptions call it then. */
export async function findOrderRedemptions(
  queryable: Queryable,
  workspaceId: string,
  order: { source_id: string | null; named: string },
) {
  const { rows } = await queryable.query<Row>(
    `SELECT id, code, campaign_id, status, discount_amount, created_at FROM redemption
     WHERE workspace_id = $1 AND order_id = ANY ($2::text[]) ORDER BY created_at, id LIMIT 100`,
    [workspaceId, order.source_id === null ? [order.named] : [order.source_id, order.named]],
  );
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    campaignId: row.campaign_id,
    status: row.status,
    discountAmount: row.discount_amount,
    createdAt: row.created_at.toISOString(),
  }));
}
