import type { CompatDiscount, CompatVoucherBody } from "@/lib/contracts/compat-campaigns";
import { DISCOUNT_TARGETS, type Discount, discount } from "@/lib/domain/coupon/discount";
import { EFFECT_OF, SHIPPING_PRODUCT } from "./discount-shape";
import { CompatError } from "./errors";

/** A discount or gift as the compatible API writes it, in our words. @throws CompatError invalid_voucher */
export function readDiscount(voucher: CompatVoucherBody, currency: string): Discount {
  const gift = voucher.gift?.amount;
  const read = discount.safeParse(
    gift !== undefined
      ? { type: "gift", amount: gift, currency }
      : voucher.discount
        ? effectOf(voucher.discount, currency)
        : null,
  );
  if (read.success) return read.data;
  const problems = read.error.issues.map(
    ({ path, message }) => `voucher.discount.${path.join(".")}: ${message}`,
  );
  throw new CompatError("invalid_voucher", problems.join("; "));
}

function effectOf(given: CompatDiscount, currency: string): unknown {
  const appliesTo = DISCOUNT_TARGETS.find((target) => EFFECT_OF[target] === given.effect);
  const target = appliesTo && appliesTo !== "order" ? { appliesTo } : {};
  switch (given.type) {
    case "PERCENT":
      return {
        type: "percent",
        percentOff: given.percent_off,
        amountLimit: given.amount_limit ? { amount: given.amount_limit, currency } : null,
        ...target,
      };
    case "AMOUNT":
      return { type: "amount", amountOff: given.amount_off, currency, ...target };
    case "FIXED":
      return { type: "fixed", fixedAmount: given.fixed_amount, currency, ...target };
    case "UNIT":
      return unitOf(given);
  }
}

function unitOf({ effect, unit_off, unit_type }: CompatDiscount): unknown {
  if (unit_type === SHIPPING_PRODUCT.id || unit_type === SHIPPING_PRODUCT.source_id)
    return { type: "free_shipping" };
  if (effect === "ADD_MANY_ITEMS")
    throw new CompatError("not_supported", "voucher.discount.effect: ADD_MANY_ITEMS is not supported.");
  const add = effect === "ADD_NEW_ITEMS" ? "new" : effect === "ADD_SAME_ITEMS" ? "same" : "missing";
  return { type: "unit", units: unit_off ?? 1, product: unit_type ?? null, add };
}
