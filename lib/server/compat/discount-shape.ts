import {
  type Discount,
  type DiscountEffect,
  type DiscountTarget,
  effectsOf,
} from "@/lib/domain/coupon/discount";

/** The product that stands for shipping in orders and in free shipping discounts. */
export const SHIPPING_PRODUCT = { id: "prod_5h1pp1ng", source_id: "5h1pp1ng", name: "Shipping" } as const;

/** The compatible API's words for what a discount is taken off. */
export const EFFECT_OF: Record<DiscountTarget, string> = {
  order: "APPLY_TO_ORDER",
  items: "APPLY_TO_ITEMS",
  items_by_quantity: "APPLY_TO_ITEMS_BY_QUANTITY",
  items_proportionally: "APPLY_TO_ITEMS_PROPORTIONALLY",
  items_proportionally_by_quantity: "APPLY_TO_ITEMS_PROPORTIONALLY_BY_QUANTITY",
};

/**
 * A discount in the compatible API's words. A combination has no word there: `discount` is its part in money, and `discounts`, which
 * is our own addition, lists all of its parts. A gift card has no discount.
 */
export function discountShape(discount: Discount): {
  discount: Record<string, unknown> | null;
  discounts?: Record<string, unknown>[];
} {
  if (discount.type === "gift") return { discount: null };
  const effects = effectsOf(discount);
  const shapes = effects.map(effectShape);
  // Products of several kinds have a word of their own.
  if (shapes.length > 1 && effects.every((effect) => effect.type === "unit" && effect.add !== "same"))
    return {
      discount: { type: "UNIT", effect: "ADD_MANY_ITEMS", units: shapes.map(withoutType), is_dynamic: false },
    };
  // Free shipping is first in the order of applying, and the least of what a client can do with one discount alone.
  const main = shapes[shapes.length - 1] ?? {};
  return shapes.length > 1 ? { discount: main, discounts: shapes } : { discount: main };
}

/** What a code gives, as validations and redemptions show it. `taken`: minor units that were taken off. */
export function resultShape(
  discount: Discount,
  { balance, taken }: { balance: number | null; taken: number },
): Record<string, unknown> {
  if (discount.type === "gift") return { gift: { balance: balance ?? discount.amount, credits: taken } };
  if (discount.type === "price_restore") return { discount: { ...effectShape(discount), amount_off: taken } };
  return discountShape(discount);
}

function withoutType({ unit_off, unit_type, effect }: Record<string, unknown>): Record<string, unknown> {
  return { unit_off, unit_type, effect };
}

function effectShape(effect: DiscountEffect): Record<string, unknown> {
  switch (effect.type) {
    case "percent":
      return {
        type: "PERCENT",
        effect: EFFECT_OF[effect.appliesTo ?? "order"],
        percent_off: effect.percentOff,
        ...(effect.amountLimit ? { amount_limit: effect.amountLimit.amount } : {}),
        is_dynamic: false,
      };
    case "amount":
      return {
        type: "AMOUNT",
        effect: EFFECT_OF[effect.appliesTo ?? "order"],
        amount_off: effect.amountOff,
        is_dynamic: false,
      };
    case "fixed":
      return {
        type: "FIXED",
        effect: EFFECT_OF[effect.appliesTo ?? "order"],
        fixed_amount: effect.fixedAmount,
        is_dynamic: false,
      };
    case "unit":
      return {
        type: "UNIT",
        effect: UNIT_EFFECT[effect.add],
        unit_off: effect.units,
        ...(effect.product === null ? {} : { unit_type: effect.product }),
        ...(effect.add === "same" ? { units_bought: effect.buy } : {}),
        is_dynamic: false,
      };
    case "price_restore":
      return { type: "AMOUNT", effect: "APPLY_TO_ITEMS", price_restore: true, is_dynamic: true };
    case "gift":
      return { type: "AMOUNT", effect: "APPLY_TO_ORDER", amount_off: effect.amount, is_dynamic: false };
    case "free_shipping":
      return {
        type: "UNIT",
        effect: "ADD_MISSING_ITEMS",
        unit_off: 1,
        unit_type: SHIPPING_PRODUCT.id,
        product: SHIPPING_PRODUCT,
        is_dynamic: false,
      };
  }
}

const UNIT_EFFECT = { missing: "ADD_MISSING_ITEMS", new: "ADD_NEW_ITEMS", same: "ADD_SAME_ITEMS" } as const;
