import type { compatListOrders } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { listShape } from "@/lib/server/compat/list-shape";
import { countRows } from "@/lib/server/db/count-rows";
import { listOrders as readOrders } from "@/lib/server/db/orders/list-orders";
import { orderOf } from "@/lib/server/db/orders/order-row";
import { pool } from "@/lib/server/db/pool";
import { orderObject } from "./order-object";

/** A page of orders, newest first. */
export async function listOrders({
  actor,
  query,
}: CompatCall<typeof compatListOrders>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const { limit, page } = query;
  const rows = await readOrders(pool(), actor.workspaceId, {
    after: null,
    limit,
    offset: (page - 1) * limit,
  });
  const total = await countRows(pool(), "shop_order", actor.workspaceId);
  return {
    status: 200,
    body: listShape(
      "orders",
      rows.map((row) => orderObject(orderOf(row))),
      total,
    ),
  };
}
