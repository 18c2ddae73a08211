import { z } from "zod";

const currency = z.string().regex(/^[A-Z]{3}$/, "Write the currency as its three letters, for example EUR.");
const minorUnits = z
  .number("Enter an amount.")
  .int("Amounts are whole minor units, such as cents.")
  .min(1, "Enter an amount above zero.")
  .max(1_000_000_000_000, "This amount is too large.");

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
});

const amount = z.object({ type: z.literal("amount"), amountOff: minorUnits, currency });

const freeShipping = z.object({ type: z.literal("free_shipping") });

/** One effect of a discount. */
export const discountEffect = z.discriminatedUnion("type", [percent, amount, freeShipping]);
export type DiscountEffect = z.output<typeof discountEffect>;

const combination = z.object({
  type: z.literal("combination"),
  effects: z
    .array(discountEffect)
    .min(2, "A combination has at least two effects.")
    .max(3, "A combination has at most three effects.")
    .refine(
      (effects) => new Set(effects.map(({ type }) => type)).size === effects.length,
      "Each kind of effect may stand in a combination once.",
    ),
});

/** What a code takes off an order. */
export const discount = z.discriminatedUnion("type", [percent, amount, freeShipping, combination]);
export type Discount = z.output<typeof discount>;

/** The single effects of a discount, in the order they are applied: shipping, then percent of the rest, then an amount. */
export function effectsOf(value: Discount): DiscountEffect[] {
  const effects = value.type === "combination" ? value.effects : [value];
  return [...effects].sort((a, b) => RANK[a.type] - RANK[b.type]);
}

const RANK: Record<DiscountEffect["type"], number> = { free_shipping: 0, percent: 1, amount: 2 };
