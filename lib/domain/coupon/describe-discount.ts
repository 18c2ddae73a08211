import { type Discount, type DiscountEffect, type DiscountTarget, effectsOf } from "./discount";

/** A discount in words, as it may stand in a sentence or a message: "5% off and free shipping". */
export function describeDiscount(discount: Discount): string {
  // People name the money before the shipping, the reverse of the order of applying.
  const parts = effectsOf(discount).reverse().map(describeEffect);
  const last = parts.pop() ?? "";
  return parts.length > 0 ? `${parts.join(", ")} and ${last}` : last;
}

function describeEffect(effect: DiscountEffect): string {
  if (effect.type === "free_shipping") return "free shipping";
  if (effect.type === "amount")
    return `${formatMoney(effect.amountOff, effect.currency)} off${targetWords(effect.appliesTo)}`;
  if (effect.type === "fixed") {
    const price = formatMoney(effect.fixedAmount, effect.currency);
    return effect.appliesTo === "items" ? `each item for ${price}` : `everything for ${price}`;
  }
  if (effect.type === "gift") return `a gift of ${formatMoney(effect.amount, effect.currency)}`;
  if (effect.type === "price_restore") return "the price from when it was put into the cart";
  if (effect.type === "unit") {
    return effect.add === "same"
      ? `buy ${effect.buy}, get ${effect.units} free`
      : `${effect.units} × ${effect.product ?? "product"} free`;
  }
  const limit = effect.amountLimit;
  return `${effect.percentOff}% off${targetWords(effect.appliesTo)}${limit ? ` (at most ${formatMoney(limit.amount, limit.currency)})` : ""}`;
}

function targetWords(target: DiscountTarget | undefined): string {
  if (target === "items") return " each item";
  return target === "items_by_quantity" ? " each unit" : "";
}

/** Minor units as people write them: €5, €5.50, ¥500. */
function formatMoney(minor: number, currency: string): string {
  const format = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    trailingZeroDisplay: "stripIfInteger",
  });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
