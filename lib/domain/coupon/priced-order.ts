/** One line of an order as a discount sees it. Minor units. */
export type PricedLine = {
  /** Ids and source ids of its product and SKU. */
  names: readonly string[];
  quantity: number;
  /** What the line costs: units times price. */
  amount: number;
  /** What a unit cost when it was put into the cart; null when nobody said. */
  priceWhenAdded: number | null;
  shipping: boolean;
  /** What is known of the line beyond that, for rules. */
  metadata: Readonly<Record<string, unknown>>;
};

/** An order as a discount sees it: minor units of one currency. `amount` holds everything, shipping included. */
export type PricedOrder = {
  amount: number;
  /** The part of `amount` that is shipping. */
  shippingAmount: number;
  /** ISO 4217; null when the caller did not say, and then it is taken to be the discount's own. */
  currency: string | null;
  lines?: readonly PricedLine[];
};
