/** An order as stored. Money in minor units. */
export type OrderRow = {
  id: string;
  source_id: string | null;
  customer_id: string | null;
  customer_name: string | null;
  status: "CREATED" | "PAID" | "CANCELED" | "FULFILLED";
  amount: number;
  discount_amount: number;
  currency: string;
  items: Record<string, unknown>[];
  metadata: Record<string, unknown>;
  created_at: Date;
  updated_at: Date;
};

/** The columns of OrderRow and where they come from. */
export const ORDER_SELECT = `
SELECT o.id, o.source_id, o.customer_id, o.status, o.amount, o.discount_amount, o.currency, o.items, o.metadata, o.created_at, o.updated_at,
       coalesce(nullif(concat_ws(' ', cu.first_name, cu.last_name), ''), cu.email, cu.external_id, cu.phone) AS customer_name
FROM shop_order o
LEFT JOIN customer cu ON cu.shard = ('x' || right(o.customer_id::text, 2))::bit(8)::int % 64 AND cu.id = o.customer_id AND cu.workspace_id = o.workspace_id`;

/** An order in the API's words. */
export function orderOf(row: OrderRow) {
  return {
    id: row.id,
    sourceId: row.source_id,
    customerId: row.customer_id,
    customerName: row.customer_name,
    status: row.status,
    amount: row.amount,
    discountAmount: row.discount_amount,
    totalAmount: Math.max(0, row.amount - row.discount_amount),
    currency: row.currency,
    items: row.items,
    metadata: row.metadata,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
