import { randomInt } from "node:crypto";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { placeOrderContract } from "@/lib/contracts/demo";
import { type CartLine, totalsOf } from "@/lib/domain/demo-shop/cart";
import { DomainError } from "@/lib/domain/errors";
import { askCouponApi } from "./ask-coupon-api";
import { demoOnly } from "./demo-only";
import { soldOnly } from "./sold-only";

type Body = { cart: CartLine[]; shopper: { email: string; name: string }; code?: string | undefined };

/** Takes an order of the demo shop. A code is used up here; the browser then tells Cartograph of the purchase, as any shop's would. */
export async function placeOrder({ body }: { body: Body }): Promise<ResponseOf<typeof placeOrderContract>> {
  await demoOnly();
  const cart = soldOnly(body.cart);
  const { items, shipping, total } = totalsOf(cart);
  const orderId = `KC-${randomInt(100_000, 1_000_000)}`;
  if (body.code === undefined)
    return { orderId, bill: { items, shipping, discount: 0, total }, couponCodes: [] };
  const answer = await askCouponApi("redemptions", { ...body, cart, code: body.code, orderId });
  if (!answer.ok)
    throw new DomainError("conflict", answer.reason, {
      issues: [{ path: "code", message: answer.reason, fix: "Order without it, or use another." }],
    });
  return {
    orderId,
    bill: { items, shipping, discount: answer.discount, total: answer.total },
    couponCodes: [body.code],
  };
}
