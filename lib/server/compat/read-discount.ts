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
      return given.effect === "ADD_MANY_ITEMS" ? manyOf(given) : unitOf(given);
  }
}

/** Units of several products: a combination of them. */
function manyOf({ units }: CompatDiscount): unknown {
  const effects = (units ?? []).map(unitOf);
  if (effects.length === 0)
    throw new CompatError("invalid_voucher", "voucher.discount.units: name the products that are added.");
  return effects.length > 1 ? { type: "combination", effects } : effects[0];
}

function unitOf({
  effect,
  unit_off,
  unit_type,
}: Pick<CompatDiscount, "effect" | "unit_off" | "unit_type">): unknown {
  if (unit_type === SHIPPING_PRODUCT.id || unit_type === SHIPPING_PRODUCT.source_id)
    return { type: "free_shipping" };
  if (effect === "ADD_MANY_ITEMS")
    throw new CompatError(
      "invalid_voucher",
      "voucher.discount.units: each has ADD_MISSING_ITEMS or ADD_NEW_ITEMS.",
    );
  const add = effect === "ADD_NEW_ITEMS" ? "new" : effect === "ADD_SAME_ITEMS" ? "same" : "missing";
  return { type: "unit", units: unit_off ?? 1, product: unit_type ?? null, add };
}
