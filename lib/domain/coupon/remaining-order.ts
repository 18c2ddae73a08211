import type { AddedUnits, AppliedDiscount } from "./apply-discount";
import type { PricedOrder } from "./priced-order";
import { shareOut } from "./share-out";

type Applied = Extract<AppliedDiscount, { kind: "applied" }>;

/** Where a discount was taken: off the order as a whole, off each of its lines, and for units that were added. Minor units. */
export type DiscountParts = { order: number; lines: number[]; added: AddedUnits[] };

/** Splits what a discount took into where it took it. Free shipping is taken off the lines that are shipping, where there are any. */
export function partsOf(order: PricedOrder, applied: Applied | null): DiscountParts {
  const lines = order.lines ?? [];
  const none = lines.map(() => 0);
  if (!applied) return { order: 0, lines: none, added: [] };
  const added = applied.added ?? [];
  const shipping = applied.effects
    .filter(({ type }) => type === "free_shipping")
    .reduce((sum, { amount }) => sum + amount, 0);
  const ofShipping = shareOut(
    shipping,
    lines.map((line) => (line.shipping ? line.amount : 0)),
  );
  const ofLines = none.map((_, index) => (applied.lineDiscounts?.[index] ?? 0) + (ofShipping[index] ?? 0));
  const taken = [...ofLines, ...added.map(({ amount }) => amount)].reduce((sum, amount) => sum + amount, 0);
  return { order: applied.discountAmount - taken, lines: ofLines, added };
}

/** What is left of an order for the next discount of a stack. */
export function remainingOrder(order: PricedOrder, applied: Applied | null): PricedOrder {
  if (!applied) return order;
  const parts = partsOf(order, applied);
  const shipping = applied.effects
    .filter(({ type }) => type === "free_shipping")
    .reduce((sum, { amount }) => sum + amount, 0);
  return {
    ...order,
    amount: applied.totalAmount,
    shippingAmount: Math.max(0, order.shippingAmount - shipping),
    ...(order.lines
      ? {
          lines: order.lines.map((line, index) => ({
            ...line,
            amount: line.amount - (parts.lines[index] ?? 0),
          })),
        }
      : {}),
  };
}

/** Two discounts of one order together. */
export function addParts(a: DiscountParts, b: DiscountParts): DiscountParts {
  return {
    order: a.order + b.order,
    lines: a.lines.map((amount, index) => amount + (b.lines[index] ?? 0)),
    added: [...a.added, ...b.added],
  };
}
