import type { OrderFields } from "@/lib/contracts/orders";
import type { Queryable } from "@/lib/server/db/pool";

/** Writes an order over the one with its id where there is one. @returns the status it had before; null when it is new */
export async function saveOrder(
  queryable: Queryable,
  order: OrderFields & { id: string; workspaceId: string },
  now: Date,
): Promise<{ before: string | null }> {
  const earlier = await queryable.query<{ status: string }>(
    `SELECT status FROM shop_order WHERE workspace_id = $1 AND id = $2 FOR NO KEY UPDATE`,
    [order.workspaceId, order.id],
  );
  await queryable.query(
    `INSERT INTO shop_order AS o (id, workspace_id, source_id, customer_id, status, amount, discount_amount, currency, items, metadata, created_at, updated_at)
     SELECT $1, w.id, $3, $4, $5, $6, $7, coalesce($8, w.currency), $9, $10, $11, $11 FROM workspace w WHERE w.id = $2
     ON CONFLICT (id) DO UPDATE
     SET customer_id = coalesce(EXCLUDED.customer_id, o.customer_id), status = EXCLUDED.status, amount = EXCLUDED.amount,
         discount_amount = EXCLUDED.discount_amount, currency = EXCLUDED.currency, items = EXCLUDED.items,
         metadata = EXCLUDED.metadata, updated_at = EXCLUDED.updated_at
     WHERE o.workspace_id = EXCLUDED.workspace_id`,
    [
      order.id,
      order.workspaceId,
      order.sourceId,
      order.customerId,
      order.status,
      order.amount,
      order.discountAmount,
      order.currency,
      JSON.stringify(order.items),
      JSON.stringify(order.metadata),
      now,
    ],
  );
  return { before: earlier.rows[0]?.status ?? null };
}
