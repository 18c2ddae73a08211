import type { clientValidate } from "@/lib/contracts/compat-client";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { validateVoucher } from "./validate-voucher";

/** Checks one code for a shop's page, which asks by its address alone. */
export async function validateInPage(call: CompatCall<typeof clientValidate>): Promise<CompatAnswer> {
  authorise(call.actor, "coupons:redeem");
  const { code, amount, item, order, customer, metadata, tracking_id } = call.query;
  const session = call.query.session_type && {
    type: call.query.session_type,
    key: call.query.session_key,
    ttl: call.query.session_ttl,
    ttl_unit: call.query.session_ttl_unit,
  };
  const priced = amount !== undefined || item !== undefined || order?.metadata !== undefined;
  return await validateVoucher({
    ...call,
    params: { code },
    query: {},
    body: {
      ...(priced ? { order: { amount, items: item, metadata: order?.metadata } } : {}),
      customer,
      metadata,
      tracking_id,
      session,
    },
  });
}
