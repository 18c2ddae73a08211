import { type Discount, type DiscountEffect, effectsOf } from "./discount";

/** An order as a discount sees it: minor units of one currency. `amount` holds everything, shipping included. */
export type PricedOrder = {
  amount: number;
  /** The part of `amount` that is shipping. */
  shippingAmount: number;
  /** ISO 4217; null when the caller did not say, and then it is taken to be the discount's own. */
  currency: string | null;
};

export type AppliedEffect = { type: DiscountEffect["type"]; amount: number };

export type AppliedDiscount =
  | {
      kind: "applied";
      /** All that is taken off. */
      discountAmount: number;
      /** What is left to pay: `amount - discountAmount`, never below zero. */
      totalAmount: number;
      effects: AppliedEffect[];
    }
  | { kind: "wrong_currency"; expected: string };

/**
 * Takes a discount off an order, exactly, in minor units. Free shipping comes first, then a percentage of what is left, then an
 * amount; a percentage alone is of the whole order. A percentage is rounded once per order, half a minor unit up. Never negative,
 * never more than the order.
 */
export function applyDiscount(order: PricedOrder, discount: Discount): AppliedDiscount {
  const effects = effectsOf(discount);
  const expected = effects
    .map(currencyOf)
    .find((currency) => currency !== null && order.currency !== null && currency !== order.currency);
  if (expected) return { kind: "wrong_currency", expected };
  const applied: AppliedEffect[] = [];
  let left = order.amount;
  for (const effect of effects) {
    const amount = Math.min(left, worthOf(effect, left, Math.min(order.shippingAmount, left)));
    left -= amount;
    applied.push({ type: effect.type, amount });
  }
  return { kind: "applied", discountAmount: order.amount - left, totalAmount: left, effects: applied };
}

function worthOf(effect: DiscountEffect, amount: number, shipping: number): number {
  if (effect.type === "free_shipping") return shipping;
  if (effect.type === "amount") return effect.amountOff;
  return Math.min(
    percentOf(amount, effect.percentOff),
    effect.amountLimit?.amount ?? Number.POSITIVE_INFINITY,
  );
}

/** BigInt, because an amount times hundredths of a percent can pass 2^53, where numbers lose cents. */
function percentOf(amount: number, percent: number): number {
  const hundredths = BigInt(Math.round(percent * 100));
  return Number((BigInt(amount) * hundredths + 5000n) / 10_000n);
}

function currencyOf(effect: DiscountEffect): string | null {
  if (effect.type === "amount") return effect.currency;
  return effect.type === "percent" ? (effect.amountLimit?.currency ?? null) : null;
}
