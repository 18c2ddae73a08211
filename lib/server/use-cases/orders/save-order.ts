import type { ResponseOf } from "@/lib/contracts/contract";
import type { OrderFields, saveOrderContract } from "@/lib/contracts/orders";
import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { readProfiles } from "@/lib/server/db/customers/read-profiles";
import { emitInternal, type Happening } from "@/lib/server/db/events/emit-internal";
import { findOrder } from "@/lib/server/db/orders/find-order";
import { orderId } from "@/lib/server/db/orders/order-id";
import { orderOf } from "@/lib/server/db/orders/order-row";
import { saveOrder as writeOrder } from "@/lib/server/db/orders/save-order";
import { transaction } from "@/lib/server/db/pool";

/** Adds an order, or changes the one with this id or the same sourceId, and tells the log what became of it. */
export async function saveOrder(
  { actor, params, body }: { actor: Actor; params: { id?: string }; body: OrderFields },
  clock = systemClock,
): Promise<ResponseOf<typeof saveOrderContract>> {
  authorise(actor, "coupons:redeem");
  const { workspaceId } = actor;
  const now = clock();
  return await transaction(async (client) => {
    const { customerId } = body;
    if (customerId !== null) {
      const known = await readProfiles(client, workspaceId, [customerId], { lock: false });
      if (!known.has(customerId)) throw notFound("customer");
    }
    const id = params.id ?? orderId(workspaceId, body.sourceId, now.getTime());
    const { before } = await writeOrder(client, { ...body, id, workspaceId }, now);
    const row = await findOrder(client, workspaceId, { id, sourceId: null });
    if (!row) throw notFound("order");
    const properties = { orderId: id, sourceId: row.source_id, status: row.status, amount: row.amount };
    const tell = (name: Happening["name"]): Happening => ({ name, customerId: row.customer_id, properties });
    await emitInternal(
      client,
      workspaceId,
      [
        tell(before === null ? "order.created" : "order.updated"),
        ...(row.status === "PAID" && before !== "PAID" ? [tell("order.paid")] : []),
        ...(row.status === "CANCELED" && before !== "CANCELED" ? [tell("order.canceled")] : []),
      ],
      { now, source: "api" },
    );
    return orderOf(row);
  });
}
