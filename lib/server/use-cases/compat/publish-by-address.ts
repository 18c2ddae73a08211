import type { compatPublishByAddress } from "@/lib/contracts/compat-extras";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { publishVoucher } from "@/lib/server/use-cases/coupons/publish-voucher";

/** Gives a customer a code, asked for as clients do that can only open an address. */
export async function publishByAddress(
  call: CompatCall<typeof compatPublishByAddress>,
): Promise<CompatAnswer> {
  authorise(call.actor, "coupons:write");
  const { join_once, ...body } = call.query;
  return await publishVoucher({ ...call, params: {}, query: { join_once }, body });
}
