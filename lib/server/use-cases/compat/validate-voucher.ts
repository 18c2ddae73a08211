import type { compatValidateVoucher } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { validateRedeemables } from "@/lib/server/use-cases/coupons/validate-redeemables";

type Checked = {
  valid: boolean;
  tracking_id: string;
  order?: unknown;
  redeemables: { result?: { error?: Record<string, unknown>; discount?: unknown; gift?: unknown } }[];
};

/** Checks one code, asked for as older clients do: the answer is about that code alone. */
export async function validateVoucher(call: CompatCall<typeof compatValidateVoucher>): Promise<CompatAnswer> {
  authorise(call.actor, "coupons:redeem");
  const redeemables = [{ object: "voucher" as const, id: call.params.code, gift: call.body.gift }];
  const answer = await validateRedeemables({
    ...call,
    params: {},
    query: {},
    body: { ...call.body, redeemables },
  });
  const { valid, tracking_id, order, redeemables: judged } = answer.body as Checked;
  const { error, ...result } = judged[0]?.result ?? {};
  const { key, message, details } = error ?? {};
  return {
    status: 200,
    body: valid
      ? { valid, code: call.params.code, ...result, ...(order ? { order } : {}), tracking_id }
      : { valid, code: call.params.code, reason: details ?? message, key, error, tracking_id },
  };
}
