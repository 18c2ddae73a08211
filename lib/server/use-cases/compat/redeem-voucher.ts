import type { compatRedeemVoucher } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { redeemRedeemables } from "@/lib/server/use-cases/coupons/redeem-redeemables";

/** Uses one code, asked for as older clients do: the answer is that redemption itself. */
export async function redeemVoucher(call: CompatCall<typeof compatRedeemVoucher>): Promise<CompatAnswer> {
  authorise(call.actor, "coupons:redeem");
  const redeemables = [{ object: "voucher" as const, id: call.params.code, gift: call.body.gift }];
  const answer = await redeemRedeemables({
    ...call,
    params: {},
    query: {},
    body: { ...call.body, redeemables },
  });
  const { redemptions } = answer.body as { redemptions?: unknown[] };
  return redemptions?.[0] ? { ...answer, body: redemptions[0] } : answer;
}
