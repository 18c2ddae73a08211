import { currenciesOf, type Discount, type DiscountEffect, type DiscountTarget, effectsOf } from "./discount";
import type { PricedLine, PricedOrder } from "./priced-order";
import { shareOut } from "./share-out";

/** What an effect took off. */
export type AppliedEffect = { type: DiscountEffect["type"]; amount: number };

/** Units that a discount puts into the order, for nothing. `amount` is what they cost without it. */
export type AddedUnits = { product: string; quantity: number; amount: number };

export type AppliedDiscount =
  | {
      kind: "applied";
      /** All that is taken off. */
      discountAmount: number;
      /** What is left to pay: the order and what was added to it, less the discount; never below zero. */
      totalAmount: number;
      effects: AppliedEffect[];
      /** The part of the discount that each line of the order bears, where it was taken off lines; in the order's order. */
      lineDiscounts?: number[];
      added?: AddedUnits[];
    }
  | { kind: "wrong_currency"; expected: string };

/** What a discount may need to know beyond the order. Minor units. */
export type ApplyOptions = {
  /** Whether a line is one of those the campaign names; all but shipping unless given. */
  eligible?: (line: PricedLine) => boolean;
  /** Prices of products that may be added, by id or source id. */
  prices?: Readonly<Record<string, number>>;
  /** What is left on a gift card; all of it unless given. */
  balance?: number;
};

type Entry = { line: PricedLine; left: number; eligible: boolean };
type Left = { amount: number; shipping: number; lines: Entry[] };

/**
 * Takes a discount off an order, exactly, in minor units. Free shipping comes first, then free units, then a percentage of what is
 * left, then an amount; a percentage alone is of the whole order. A percentage is rounded once, per order or per line, half a minor
 * unit up. Never negative, never more than the order or the line it is taken off.
 */
export function applyDiscount(
  order: PricedOrder,
  discount: Discount,
  options: ApplyOptions = {},
): AppliedDiscount {
  const effects = effectsOf(discount);
  const expected = currenciesOf(discount).find(
    (currency) => order.currency !== null && currency !== order.currency,
  );
  if (expected) return { kind: "wrong_currency", expected };
  const lines = order.lines ?? [];
  const eligible = options.eligible ?? (() => true);
  const left: Left = {
    amount: order.amount,
    shipping: Math.min(order.shippingAmount, order.amount),
    lines: lines.map((line) => ({ line, left: line.amount, eligible: !line.shipping && eligible(line) })),
  };
  const applied: AppliedEffect[] = [];
  const added: AddedUnits[] = [];
  for (const effect of effects) {
    const fresh = addedBy(effect, lines, options.prices ?? {});
    if (fresh) added.push(fresh);
    const amount = take(effect, left, options);
    applied.push({ type: effect.type, amount: amount + (fresh?.amount ?? 0) });
  }
  const lineDiscounts = left.lines.map(({ line, left: rest }) => line.amount - rest);
  return {
    kind: "applied",
    discountAmount: applied.reduce((sum, { amount }) => sum + amount, 0),
    totalAmount: left.amount,
    effects: applied,
    ...(lineDiscounts.some((amount) => amount > 0) ? { lineDiscounts } : {}),
    ...(added.length > 0 ? { added } : {}),
  };
}

/** Takes one effect off what is left, and says how much that was. */
function take(effect: DiscountEffect, left: Left, options: ApplyOptions): number {
  switch (effect.type) {
    case "free_shipping":
      return takeAtMost(left, left.shipping);
    case "gift":
      return takeAtMost(left, options.balance ?? effect.amount);
    case "unit":
      return takeLines(left, (entry) => freeUnits(effect, entry, left));
    case "price_restore":
      return takeLines(left, ({ line, eligible }) => (eligible ? priceRise(line) : 0));
    case "fixed":
      if (effect.appliesTo === "items") {
        const worth = ({ line, left: rest, eligible }: Entry) =>
          eligible ? rest - effect.fixedAmount * line.quantity : 0;
        return takeLines(left, worth);
      }
      return takeAtMost(left, left.amount - effect.fixedAmount);
    case "percent": {
      const limit = effect.amountLimit?.amount ?? Number.POSITIVE_INFINITY;
      const off = (amount: number) => percentOf(amount, effect.percentOff);
      return takeFrom(effect.appliesTo ?? "order", left, off, limit);
    }
    case "amount":
      return takeFrom(effect.appliesTo ?? "order", left, () => effect.amountOff, Number.POSITIVE_INFINITY);
  }
}

/** `off` says what comes off an amount. A limit on what lines lose together is shared out over them. */
function takeFrom(
  target: DiscountTarget,
  left: Left,
  off: (amount: number) => number,
  limit: number,
): number {
  if (target === "order") return takeAtMost(left, Math.min(off(left.amount), limit));
  const lines = left.lines.filter(({ eligible }) => eligible);
  const sum = lines.reduce((total, entry) => total + entry.left, 0);
  const wanted = lines.map((entry) => {
    const times = target === "items_by_quantity" ? entry.line.quantity : 1;
    return Math.min(entry.left, target === "items" ? off(entry.left) : byUnits(off, entry.left, times));
  });
  const shared =
    target === "items_proportionally"
      ? shareOut(
          Math.min(off(sum), limit, sum),
          lines.map((entry) => entry.left),
        )
      : target === "items_proportionally_by_quantity"
        ? shareOut(
            Math.min(off(sum), limit, sum),
            lines.map(({ line }) => line.quantity),
          )
        : capped(wanted, limit);
  return lines.reduce((total, entry, index) => total + takeLine(left, entry, shared[index] ?? 0), 0);
}

function byUnits(off: (amount: number) => number, amount: number, units: number): number {
  return off(Math.floor(amount / units)) * units;
}

function capped(amounts: readonly number[], limit: number): number[] {
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  return sum <= limit ? [...amounts] : shareOut(limit, amounts);
}

function takeLines(left: Left, worth: (entry: Entry) => number): number {
  return left.lines.reduce((total, entry) => total + takeLine(left, entry, worth(entry)), 0);
}

function takeLine(left: Left, entry: Entry, amount: number): number {
  const taken = takeAtMost(left, Math.min(amount, entry.left));
  entry.left -= taken;
  return taken;
}

function takeAtMost(left: Left, amount: number): number {
  const taken = Math.max(0, Math.min(left.amount, amount));
  left.amount -= taken;
  return taken;
}

type Unit = Extract<DiscountEffect, { type: "unit" }>;

/** What the free ones among a line's own units cost. */
function freeUnits(effect: Unit, { line, eligible }: Entry, left: Left): number {
  if (effect.add === "new" || (effect.add === "same" && !eligible)) return 0;
  const price = Math.floor(line.amount / line.quantity);
  if (effect.add === "same") {
    const sets = Math.floor(line.quantity / (effect.buy + effect.units));
    return price * Math.min(line.quantity, sets * effect.units);
  }
  const first = left.lines.find(({ line: other }) => isOf(other, effect.product ?? ""));
  return first?.line === line ? price * Math.min(line.quantity, effect.units) : 0;
}

function addedBy(
  effect: DiscountEffect,
  lines: readonly PricedLine[],
  prices: Readonly<Record<string, number>>,
): AddedUnits | null {
  if (effect.type !== "unit" || effect.add === "same" || effect.product === null) return null;
  const { product } = effect;
  const there = effect.add === "missing" ? (lines.find((line) => isOf(line, product))?.quantity ?? 0) : 0;
  const quantity = effect.units - there;
  return quantity <= 0 ? null : { product, quantity, amount: quantity * (prices[product] ?? 0) };
}

/** Shipping is free by an effect of its own, and no product. */
function isOf({ names, shipping }: PricedLine, product: string): boolean {
  return !shipping && names.includes(product);
}

function priceRise(line: PricedLine): number {
  if (line.priceWhenAdded === null) return 0;
  return Math.max(0, line.amount - line.priceWhenAdded * line.quantity);
}

/** BigInt, because an amount times hundredths of a percent can pass 2^53, where numbers lose cents. */
function percentOf(amount: number, percent: number): number {
  const hundredths = BigInt(Math.round(percent * 100));
  return Number((BigInt(amount) * hundredths + 5000n) / 10_000n);
}
