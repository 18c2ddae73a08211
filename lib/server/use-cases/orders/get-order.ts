import type { ResponseOf } from "@/lib/contracts/contract";
import type { getOrderContract } from "@/lib/contracts/orders";
import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { publicId } from "@/lib/server/compat/ids";
import { findOrder } from "@/lib/server/db/orders/find-order";
import { findOrderRedemptions } from "@/lib/server/db/orders/find-order-redemptions";
import { orderOf } from "@/lib/server/db/orders/order-row";
import { pool } from "@/lib/server/db/pool";

/** One order with the codes that were used for it. */
export async function getOrder({
  actor,
  params,
}: {
  actor: Actor;
  params: { id: string };
}): Promise<ResponseOf<typeof getOrderContract>> {
  authorise(actor, "read");
  const row = await findOrder(pool(), actor.workspaceId, { id: params.id, sourceId: null });
  if (!row) throw notFound("order");
  const redemptions = await findOrderRedemptions(pool(), actor.workspaceId, {
    ...row,
    named: publicId("ord", row.id),
  });
  return { ...orderOf(row), redemptions };
}
