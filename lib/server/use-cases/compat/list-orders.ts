import type { compatListOrders } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { listShape } from "@/lib/server/compat/list-shape";
import { ORDERS } from "@/lib/server/db/lists/kinds";
import { inOrder, narrowedIds } from "@/lib/server/db/lists/narrowed-ids";
import { orderOf } from "@/lib/server/db/orders/order-row";
import { ordersByIds } from "@/lib/server/db/orders/orders-by-ids";
import { pool } from "@/lib/server/db/pool";
import { orderObject } from "./order-object";

/** A page of orders, newest first unless asked otherwise. */
export async function listOrders({
  actor,
  query,
}: CompatCall<typeof compatListOrders>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const { ids, total, hasMore } = await narrowedIds(pool(), ORDERS, actor.workspaceId, query);
  const rows = inOrder(ids, await ordersByIds(pool(), actor.workspaceId, ids));
  const shapes = rows.map((row) => orderObject(orderOf(row)));
  return { status: 200, body: listShape("orders", shapes, await total(), hasMore) };
}
