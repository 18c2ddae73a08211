import type { clientRedeem } from "@/lib/contracts/compat-client";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { redeemVoucher } from "./redeem-voucher";

/** Uses one code for a shop's page, which names it in its address. */
export async function redeemInPage(call: CompatCall<typeof clientRedeem>): Promise<CompatAnswer> {
  authorise(call.actor, "coupons:redeem");
  return await redeemVoucher({ ...call, params: { code: call.query.code }, query: {} });
}
