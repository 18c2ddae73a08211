import { z } from "zod";

const currency = z.string().regex(/^[A-Z]{3}$/, "Write the currency as its three letters, for example EUR.");
const minorUnits = z
  .number("Enter an amount.")
  .int("Amounts are whole minor units, such as cents.")
  .min(1, "Enter an amount above zero.")
  .max(1_000_000_000_000, "This amount is too large.");

/**
 * What money comes off: the order as a whole; each line once; each unit of each line; or once in all, shared out over the lines by
 * what they cost or by how many units they hold.
 */
export const DISCOUNT_TARGETS = [
  "order",
  "items",
  "items_by_quantity",
  "items_proportionally",
  "items_proportionally_by_quantity",
] as const;
export type DiscountTarget = (typeof DISCOUNT_TARGETS)[number];
/** Left out: the order as a whole. Lines are those that the campaign's rules name, or all but shipping. */
const appliesTo = z.enum(DISCOUNT_TARGETS).optional();

const percent = z.object({
  type: z.literal("percent"),
  /** 5 is 5%; at most two decimals. */
  percentOff: z
    .number("Enter a percentage.")
    .min(0.01, "Enter a percentage from 0.01 to 100.")
    .max(100, "Enter a percentage from 0.01 to 100.")
    .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6, "At most two decimals."),
  /** The most this may take off; null is no limit. */
  amountLimit: z.object({ amount: minorUnits, currency }).nullable().default(null),
  appliesTo,
});

const amount = z.object({ type: z.literal("amount"), amountOff: minorUnits, currency, appliesTo });

/** A price instead of the order's, or instead of the price of each unit of the named items. */
const fixed = z.object({
  type: z.literal("fixed"),
  fixedAmount: minorUnits.or(z.literal(0)),
  currency,
  appliesTo: z.enum(["order", "items"]).optional(),
});

/**
 * Units for nothing. `missing`: of the product, those in the order first, and the rest is added; `new`: always added; `same`: of each
 * line that the rules name (buy one, get one), out of the order's own units: of every `buy + units` units, `units` are free.
 */
const unit = z.object({
  type: z.literal("unit"),
  units: z.number("Enter how many.").int("Enter a whole number.").min(1, "Enter at least 1.").max(1000),
  /** The product's or SKU's id or source id; not needed for `same`. */
  product: z.string().trim().min(1, "Name the product.").max(255).nullable().default(null),
  add: z.enum(["missing", "new", "same"]).default("missing"),
  /** For `same`: how many have to be bought for the free ones. */
  buy: z.number().int().min(1, "Enter at least 1.").max(1000).default(1),
});

const freeShipping = z.object({ type: z.literal("free_shipping") });

/** What prices rose by since the customer put things into the cart, for each unit. */
const priceRestore = z.object({ type: z.literal("price_restore") });

/** A balance that is spent until it is used up. */
const gift = z.object({ type: z.literal("gift"), amount: minorUnits, currency });

/** One effect of a discount. */
export const discountEffect = z.discriminatedUnion("type", [
  percent,
  amount,
  freeShipping,
  fixed,
  unit,
  priceRestore,
  gift,
]);
export type DiscountEffect = z.output<typeof discountEffect>;

const combination = z.object({
  type: z.literal("combination"),
  effects: z
    .array(z.discriminatedUnion("type", [percent, amount, freeShipping, unit]))
    .min(2, "A combination has at least two effects.")
    .max(10, "A combination has at most ten effects.")
    .refine((effects) => {
      const kinds = effects.map(({ type }) => type).filter((type) => type !== "unit");
      return new Set(kinds).size === kinds.length;
    }, "Each kind of effect may stand in a combination once.")
    .refine((effects) => {
      const products = effects.flatMap((effect) => (effect.type === "unit" ? [effect.product] : []));
      return new Set(products).size === products.length;
    }, "Units of one product may stand in a combination once."),
});

/** What a code takes off an order. */
export const discount = z
  .discriminatedUnion("type", [percent, amount, freeShipping, fixed, unit, priceRestore, gift, combination])
  .superRefine((value, context) => {
    for (const effect of effectsOf(value)) {
      if (effect.type === "unit" && effect.add !== "same" && effect.product === null)
        context.addIssue({ code: "custom", path: ["product"], message: "Name the product that is given." });
    }
  });
export type Discount = z.output<typeof discount>;

/** The single effects of a discount, in the order they are applied: shipping, then units, then percent of the rest, then an amount. */
export function effectsOf(value: Discount): DiscountEffect[] {
  const effects: DiscountEffect[] = value.type === "combination" ? value.effects : [value];
  return [...effects].sort((a, b) => RANK[a.type] - RANK[b.type]);
}

const RANK: Record<DiscountEffect["type"], number> = {
  free_shipping: 0,
  unit: 1,
  price_restore: 2,
  fixed: 3,
  percent: 4,
  amount: 5,
  gift: 6,
};

/** The currencies that a discount's amounts are in, ISO 4217; none when it names no amounts. */
export function currenciesOf(value: Discount): string[] {
  return effectsOf(value).flatMap((effect) => {
    if (effect.type === "amount" || effect.type === "fixed" || effect.type === "gift")
      return [effect.currency];
    return effect.type === "percent" && effect.amountLimit ? [effect.amountLimit.currency] : [];
  });
}
