import type { Queryable } from "@/lib/server/db/pool";

/** Marks an order, named by the shop's own id, as cancelled. @returns its id; null when there is none, or it was so already */
export async function cancelOrder(
  queryable: Queryable,
  workspaceId: string,
  sourceId: string | null,
  now: Date,
): Promise<string | null> {
  if (sourceId === null) return null;
  const { rows } = await queryable.query<{ id: string }>({
    name: "cancel-order",
    text: `UPDATE shop_order SET status = 'CANCELED', updated_at = $3
           WHERE workspace_id = $1 AND source_id = $2 AND status <> 'CANCELED' RETURNING id`,
    values: [workspaceId, sourceId, now],
  });
  return rows[0]?.id ?? null;
}
