import { type Discount, type DiscountEffect, effectsOf } from "./discount";

/** A discount in words, as it may stand in a sentence or a message: "5% off and free shipping". */
export function describeDiscount(discount: Discount): string {
  // People name the money before the shipping, the reverse of the order of applying.
  const parts = effectsOf(discount).reverse().map(describeEffect);
  const last = parts.pop() ?? "";
  return parts.length > 0 ? `${parts.join(", ")} and ${last}` : last;
}

function describeEffect(effect: DiscountEffect): string {
  if (effect.type === "free_shipping") return "free shipping";
  if (effect.type === "amount") return `${formatMoney(effect.amountOff, effect.currency)} off`;
  const limit = effect.amountLimit;
  return `${effect.percentOff}% off${limit ? ` (at most ${formatMoney(limit.amount, limit.currency)})` : ""}`;
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
