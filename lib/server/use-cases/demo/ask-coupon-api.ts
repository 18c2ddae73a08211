import { z } from "zod";
import { type CartLine, couponItems, totalsOf } from "@/lib/domain/demo-shop/cart";
import { SHOP_CURRENCY } from "@/lib/domain/demo-shop/products";
import { DomainError } from "@/lib/domain/errors";
import { shopKeys } from "@/lib/server/demo/shop-keys";
import { env } from "@/lib/server/env";

export type Asking = {
  cart: readonly CartLine[];
  shopper: { email: string; name: string };
  code: string;
  orderId?: string;
};

/** What a code does to a basket, or why it does not count. Euro cents. */
export type CouponAnswer = { ok: true; discount: number; total: number } | { ok: false; reason: string };

const TIMEOUT_MS = 10_000;

const orderOf = z.object({ total_amount: z.number(), total_discount_amount: z.number() });
const refused = z.object({
  details: z.string().optional(),
  message: z.string().optional(),
  /** What a rule has to say to the customer itself. */
  error: z.object({ message: z.string() }).optional(),
});
const answered = z.object({
  valid: z.boolean().optional(),
  order: orderOf.optional(),
  redeemables: z.array(z.object({ result: z.object({ error: refused.optional() }).optional() })).optional(),
});

/** Asks the coupon API over HTTP with the shop's own key, just as a shop on another machine would. */
export async function askCouponApi(
  route: "validations" | "redemptions",
  { cart, shopper, code, orderId }: Asking,
): Promise<CouponAnswer> {
  const { total } = totalsOf(cart);
  const response = await fetch(`http://127.0.0.1:${env().PORT}/v1/${route}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-app-id": "demo-shop",
      "x-app-token": shopKeys().server,
    },
    body: JSON.stringify({
      redeemables: [{ object: "voucher", id: code }],
      customer: { source_id: shopper.email, email: shopper.email },
      order: {
        ...(orderId ? { source_id: orderId } : {}),
        amount: total,
        currency: SHOP_CURRENCY,
        items: couponItems(cart),
      },
    }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((error: Error) => {
    throw new DomainError("unavailable", `The coupon API did not answer: ${error.message}.`);
  });
  const body: unknown = await response.json();
  if (!response.ok) {
    return { ok: false, reason: reasonOf(refused.parse(body)) };
  }
  const { valid, order, redeemables } = answered.parse(body);
  if (valid === false || !order)
    return { ok: false, reason: reasonOf(redeemables?.[0]?.result?.error ?? {}) };
  return { ok: true, discount: order.total_discount_amount, total: order.total_amount };
}

function reasonOf({ error, details, message }: z.output<typeof refused>): string {
  return error?.message ?? details ?? message ?? "This code does not count.";
}
