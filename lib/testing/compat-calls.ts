import type { z } from "zod";
import {
  publishVoucherContract,
  redeemRedeemablesContract,
  rollbackRedemptionContract,
  validateRedeemablesContract,
} from "@/lib/contracts/vouchers";
import { CompatError } from "@/lib/server/compat/errors";
import { publishVoucher } from "@/lib/server/use-cases/coupons/publish-voucher";
import { redeemRedeemables } from "@/lib/server/use-cases/coupons/redeem-redeemables";
import { rollbackRedemption } from "@/lib/server/use-cases/coupons/rollback-redemption";
import { validateRedeemables } from "@/lib/server/use-cases/coupons/validate-redeemables";
import type { CouponFixture } from "./coupon-fixture";

/** What of the answers tests look into by name; the rest is compared as it is. A thrown refusal has the status "refused". */
type Answer = {
  status: number;
  body: {
    key?: string;
    order: unknown;
    resource_id: string;
    redemptions: { id: string; customer: unknown }[];
    voucher: { code: string; holder_id: string; expiration_date?: string };
  };
};
type Redeeming = z.input<NonNullable<typeof redeemRedeemablesContract.body>>;
type Publishing = z.input<NonNullable<typeof publishVoucherContract.body>>;

/** The compatible API's use-cases, called as its routes call them, on a fixture's clock. */
export class CompatCalls {
  constructor(readonly shop: CouponFixture) {}

  redeem(code: string, given: Partial<Redeeming> = {}, key?: string): Promise<Answer> {
    this.shop.now += 1; // so that redemptions sort in the order they were asked for
    const body = redeemRedeemablesContract.body!.parse(orderWith(code, given));
    return settle(redeemRedeemables({ ...this.#common("/v1/redemptions", key), body }, this.shop.clock));
  }

  validate(code: string, given: Partial<Redeeming> = {}): Promise<Answer> {
    const body = validateRedeemablesContract.body!.parse(orderWith(code, given));
    return settle(validateRedeemables({ ...this.#common("/v1/validations"), body }, this.shop.clock));
  }

  rollback(id: string): Promise<Answer> {
    const body = rollbackRedemptionContract.body!.parse({ reason: "returned" });
    const call = { ...this.#common(`/v1/redemptions/${id}/rollback`), params: { id }, body };
    return settle(rollbackRedemption(call, this.shop.clock));
  }

  publish(given: Publishing, key?: string): Promise<Answer> {
    const body = publishVoucherContract.body!.parse(given);
    return settle(publishVoucher({ ...this.#common("/v1/publications", key), body }, this.shop.clock));
  }

  #common(path: string, key?: string) {
    const headers = key ? { "idempotency-key": key } : {};
    const request = new Request(`http://shop.example${path}`, {
      method: "POST",
      headers: headers as HeadersInit,
    });
    return { actor: this.shop.actor, request, requestId: "v-test", params: {}, query: {} };
  }
}

function orderWith(code: string, given: Partial<Redeeming>): Redeeming {
  return {
    redeemables: [{ object: "voucher", id: code }],
    order: { source_id: "order-1", amount: 10_000 },
    ...given,
  };
}

async function settle(answer: Promise<unknown>): Promise<Answer> {
  const settled = await answer.catch((error: unknown) => {
    if (!(error instanceof CompatError)) throw error;
    return { status: "refused", body: { key: error.key, details: error.details } };
  });
  return settled as Answer;
}
