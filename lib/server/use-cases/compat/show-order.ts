import type { compatGetOrder } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { uuidOf } from "@/lib/server/compat/ids";
import { findOrder } from "@/lib/server/db/orders/find-order";
import { orderOf } from "@/lib/server/db/orders/order-row";
import { pool } from "@/lib/server/db/pool";
import { orderObject } from "./order-object";

/** One order, by id or source_id. */
export async function showOrder({ actor, params }: CompatCall<typeof compatGetOrder>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const { id } = params;
  const row = await findOrder(pool(), actor.workspaceId, { id: uuidOf("ord", id), sourceId: id });
  if (!row) throw new CompatError("not_found", `There is no order ${id}.`, { id, type: "order" });
  return { status: 200, body: orderObject(orderOf(row)) };
}
