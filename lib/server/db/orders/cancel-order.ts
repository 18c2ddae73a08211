import type { Queryable } from "@/lib/server/db/pool";

/** Marks an order as cancelled, named by the shop's own id or else by ours. @returns its id; null when there is none, or it was so already */
export async function cancelOrder(
  queryable: Queryable,
  workspaceId: string,
  { id, sourceId }: { id: string | null; sourceId: string | null },
  now: Date,
): Promise<string | null> {
  if (id === null && sourceId === null) return null;
  const { rows } = await queryable.query<{ id: string }>({
    name: "cancel-order",
    text: `UPDATE shop_order SET status = 'CANCELED', updated_at = $3
           WHERE workspace_id = $1 AND (source_id = $2 OR id = $4) AND status <> 'CANCELED' RETURNING id`,
    values: [workspaceId, sourceId, now, id],
  });
  return rows[0]?.id ?? null;
}
