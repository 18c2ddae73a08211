import type { CompatOrder } from "@/lib/contracts/vouchers";
import { CompatError } from "@/lib/server/compat/errors";
import { publicId, uuidOf } from "@/lib/server/compat/ids";
import { findOrder } from "@/lib/server/db/orders/find-order";
import { orderId } from "@/lib/server/db/orders/order-id";
import type { Queryable } from "@/lib/server/db/pool";

/** Which order is meant. `known`: how redemptions call it, the shop's own id or else ours as the API writes it. */
type NamedOrder = { id: string; sourceId: string | null; known: string };

/**
 * Which order a redemption is for: the one with the shop's own id, the one with our id, or a new one. An id that is not of our form is the shop's.
 * @throws CompatError not_found when our id names none
 */
export async function nameOrder(
  queryable: Queryable,
  workspaceId: string,
  order: CompatOrder | null,
  now: number,
): Promise<NamedOrder | null> {
  if (!order) return null;
  const ours = !order.source_id && order.id ? uuidOf("ord", order.id) : null;
  if (ours !== null && order.id) {
    const found = await findOrder(queryable, workspaceId, { id: ours, sourceId: null });
    if (!found)
      throw new CompatError("not_found", `There is no order ${order.id}.`, { id: order.id, type: "order" });
    return { id: ours, sourceId: found.source_id, known: found.source_id ?? order.id };
  }
  const sourceId = order.source_id ?? order.id ?? null;
  const id = orderId(workspaceId, sourceId, now);
  return { id, sourceId, known: sourceId ?? publicId("ord", id) };
}
