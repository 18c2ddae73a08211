import type { BodyOf, ResponseOf } from "@/lib/contracts/contract";
import type { checkCodeContract } from "@/lib/contracts/demo";
import { totalsOf } from "@/lib/domain/demo-shop/cart";
import { askCouponApi } from "./ask-coupon-api";
import { demoOnly } from "./demo-only";
import { soldOnly } from "./sold-only";

type Body = Required<BodyOf<typeof checkCodeContract>>;

/** What a code would do to a basket of the demo shop. */
export async function checkCode({
  body,
}: {
  body: Body & { shopper: { name: string } };
}): Promise<ResponseOf<typeof checkCodeContract>> {
  await demoOnly();
  const cart = soldOnly(body.cart);
  const { items, shipping, total } = totalsOf(cart);
  const answer = await askCouponApi("validations", { ...body, cart });
  if (!answer.ok)
    return { valid: false, reason: answer.reason, bill: { items, shipping, discount: 0, total } };
  return {
    valid: true,
    reason: null,
    bill: { items, shipping, discount: answer.discount, total: answer.total },
  };
}
