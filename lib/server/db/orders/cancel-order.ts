import type { Queryable } from "@/lib/server/db/pool";

/**
 * Marks an order as cancelled, named by the shop's own id or else by ours, and takes off what the redemption that is taken back took off it.
 * @param discount minor units
 * @returns its id; null when there is none, or it was cancelled already
 */
export async function cancelOrder(
  queryable: Queryable,
  workspaceId: string,
  { id, sourceId }: { id: string | null; sourceId: string | null },
  { discount, now }: { discount: number; now: Date },
): Promise<string | null> {
  if (id === null && sourceId === null) return null;
  const { rows } = await queryable.query<{ id: string; before: string }>({
    name: "cancel-order",
    text: `WITH earlier AS (
             SELECT id, status FROM shop_order WHERE workspace_id = $1 AND (source_id = $2 OR id = $4) FOR NO KEY UPDATE
           )
           UPDATE shop_order o SET status = 'CANCELED', discount_amount = greatest(o.discount_amount - $5::bigint, 0), updated_at = $3
           FROM earlier WHERE o.id = earlier.id RETURNING o.id, earlier.status AS before`,
    values: [workspaceId, sourceId, now, id, discount],
  });
  const [row] = rows;
  return row && row.before !== "CANCELED" ? row.id : null;
}
