/** The most an order or cart may be worth, in minor units: sums of thousands of them still are exact. */
export const MAX_TOTAL = 1_000_000_000_000;

/** An event's `total` in whole minor units; 0 when it has none, or one that no order has. */
export function totalOf(properties: Record<string, unknown>): number {
  const { total } = properties;
  const rounded = typeof total === "number" ? Math.round(total) : 0;
  return rounded > 0 && rounded <= MAX_TOTAL ? rounded : 0;
}

/** The same, only where it is in this currency: sums of several currencies say nothing. An event that names none is in this one. */
export function totalIn(currency: string, properties: Record<string, unknown>): number {
  return isIn(currency, properties.currency) ? totalOf(properties) : 0;
}

/** Whether an amount is in this currency; one whose currency nobody named is. */
export function isIn(currency: string, named: unknown): boolean {
  return typeof named !== "string" || named === "" || named.toUpperCase() === currency.toUpperCase();
}
