import type { compatSaveOrder } from "@/lib/contracts/compat-records";
import { orderFields } from "@/lib/contracts/orders";
import { authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { uuidOf } from "@/lib/server/compat/ids";
import { pricedOrder } from "@/lib/server/compat/order-shape";
import { findOrder } from "@/lib/server/db/orders/find-order";
import { orderOf } from "@/lib/server/db/orders/order-row";
import { pool } from "@/lib/server/db/pool";
import { identifyShopper } from "@/lib/server/use-cases/coupons/identify-shopper";
import { saveOrder as keepOrder } from "@/lib/server/use-cases/orders/save-order";
import { orderObject } from "./order-object";

type Call = Pick<CompatCall<typeof compatSaveOrder>, "actor" | "body"> & { params: { id?: string } };

/** Makes an order, or brings the one with this id or source_id up to date; what is left out stays. */
export async function saveOrder({ actor, params, body }: Call): Promise<CompatAnswer> {
  authorise(actor, "coupons:redeem");
  const named = params.id ?? body.source_id ?? null;
  const found =
    named === null
      ? null
      : await findOrder(pool(), actor.workspaceId, { id: uuidOf("ord", named), sourceId: named });
  if (params.id !== undefined && !found)
    throw new CompatError("not_found", `There is no order ${params.id}.`, { id: params.id, type: "order" });
  const before = found && orderOf(found);
  const shopper = await identifyShopper(actor, body.customer, systemClock());
  const fields = orderFields.safeParse({
    sourceId: before?.sourceId ?? body.source_id ?? null,
    customerId: shopper?.customerId ?? before?.customerId ?? null,
    status: body.status ?? before?.status ?? "CREATED",
    amount: pricedOrder(body)?.amount ?? before?.amount ?? 0,
    discountAmount: before?.discountAmount ?? 0,
    currency: body.currency ?? before?.currency ?? null,
    items: body.items ?? before?.items ?? [],
    metadata: { ...before?.metadata, ...body.metadata },
  });
  if (!fields.success)
    throw new CompatError("invalid_order", fields.error.issues.map(({ message }) => message).join("; "));
  const saved = await keepOrder({ actor, params: before ? { id: before.id } : {}, body: fields.data });
  return { status: 200, body: orderObject(saved) };
}
