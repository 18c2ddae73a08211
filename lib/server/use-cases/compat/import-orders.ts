import type { compatImportOrders } from "@/lib/contracts/compat-imports";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { changeMany } from "./change-many";
import { saveOrder } from "./save-order";

/** Makes or changes many orders by their source_id; one that does not fit holds up no other. */
export async function importOrders(call: CompatCall<typeof compatImportOrders>): Promise<CompatAnswer> {
  const { actor } = call;
  authorise(actor, "coupons:redeem");
  return await changeMany(call, "ORDERS.IMPORT", call.body, {
    named: ({ source_id }) => ({ source_id }),
    work: (body) => saveOrder({ actor, params: {}, body }),
  });
}
