import { type Discount, type DiscountEffect, effectsOf } from "@/lib/domain/coupon/discount";

/** The product that stands for shipping in orders and in free shipping discounts. */
export const SHIPPING_PRODUCT = { id: "prod_5h1pp1ng", source_id: "5h1pp1ng", name: "Shipping" } as const;

/**
 * A discount in the compatible API's words. A combination has no word there: `discount` is its part in money, and `discounts`, which
 * is our own addition, lists all of its parts.
 */
export function discountShape(discount: Discount): {
  discount: Record<string, unknown>;
  discounts?: Record<string, unknown>[];
} {
  const shapes = effectsOf(discount).map(effectShape);
  // Free shipping is first in the order of applying, and the least of what a client can do with one discount alone.
  const main = shapes[shapes.length - 1] ?? {};
  return shapes.length > 1 ? { discount: main, discounts: shapes } : { discount: main };
}

function effectShape(effect: DiscountEffect): Record<string, unknown> {
  if (effect.type === "percent") {
    return {
      type: "PERCENT",
      effect: "APPLY_TO_ORDER",
      percent_off: effect.percentOff,
      ...(effect.amountLimit ? { amount_limit: effect.amountLimit.amount } : {}),
      is_dynamic: false,
    };
  }
  if (effect.type === "amount") {
    return { type: "AMOUNT", effect: "APPLY_TO_ORDER", amount_off: effect.amountOff, is_dynamic: false };
  }
  return {
    type: "UNIT",
    effect: "ADD_MISSING_ITEMS",
    unit_off: 1,
    unit_type: SHIPPING_PRODUCT.id,
    product: SHIPPING_PRODUCT,
    is_dynamic: false,
  };
}
