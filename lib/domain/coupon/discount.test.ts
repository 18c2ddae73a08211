import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyDiscount } from "./apply-discount";
import { describeDiscount } from "./describe-discount";
import { type Discount, discount } from "./discount";

const order = (amount: number, shippingAmount = 0, currency: string | null = "EUR") => ({
  amount,
  shippingAmount,
  currency,
});
const percent = (
  percentOff: number,
  amountLimit: { amount: number; currency: string } | null = null,
): Discount => ({
  type: "percent",
  percentOff,
  amountLimit,
});
const taken = (...args: Parameters<typeof applyDiscount>) => {
  const result = applyDiscount(...args);
  return result.kind === "applied" ? result.discountAmount : result.kind;
};

describe("applyDiscount", () => {
  test("S0-2, S0-25: 5% of 10000 minor units takes 500 off", () => {
    expect(applyDiscount(order(10_000), percent(5))).toEqual({
      kind: "applied",
      discountAmount: 500,
      totalAmount: 9_500,
      effects: [{ type: "percent", amount: 500 }],
    });
  });

  test("S4-14: free shipping and 5% both apply, the percentage to the goods alone", () => {
    const both: Discount = { type: "combination", effects: [percent(5) as never, { type: "free_shipping" }] };
    expect(applyDiscount(order(10_590, 590), both)).toEqual({
      kind: "applied",
      discountAmount: 590 + 500,
      totalAmount: 9_500,
      effects: [
        { type: "free_shipping", amount: 590 },
        { type: "percent", amount: 500 },
      ],
    });
  });

  test.each([
    [10, 5, 1], // 0.5 up
    [9, 5, 0], // 0.45 down
    [30, 5, 2], // 1.5 up
    [50, 5, 3], // 2.5 up, where banker's rounding would say 2
    [333, 33.33, 111],
    [9_007_199_254_740_991, 99.99, 9_006_298_534_815_517],
  ])("rounds half a minor unit up, once per order: %i at %d%% is %i", (amount, off, expected) => {
    expect(taken(order(amount), percent(off))).toBe(expected);
  });

  test("a limit caps a percentage, and an amount never takes more than the order", () => {
    expect(taken(order(100_000), percent(20, { amount: 5_000, currency: "EUR" }))).toBe(5_000);
    expect(taken(order(700), { type: "amount", amountOff: 1_000, currency: "EUR" })).toBe(700);
  });

  test("an amount in another currency than the order's is not applied", () => {
    expect(
      applyDiscount(order(700, 0, "USD"), { type: "amount", amountOff: 1_000, currency: "EUR" }),
    ).toEqual({
      kind: "wrong_currency",
      expected: "EUR",
    });
    expect(taken(order(700, 0, null), { type: "amount", amountOff: 100, currency: "EUR" })).toBe(100);
  });

  test("never negative, never more than the order, and the parts add up, whatever the discount and order", () => {
    fc.assert(
      fc.property(anyOrder, anyDiscount, (given, value) => {
        const result = applyDiscount(given, value);
        if (result.kind !== "applied") return;
        expect(Number.isSafeInteger(result.discountAmount)).toBe(true);
        expect(result.discountAmount).toBeGreaterThanOrEqual(0);
        expect(result.totalAmount).toBeGreaterThanOrEqual(0);
        expect(result.discountAmount + result.totalAmount).toBe(given.amount);
        expect(result.effects.reduce((sum, { amount }) => sum + amount, 0)).toBe(result.discountAmount);
        for (const { amount } of result.effects) expect(amount).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 2_000 },
    );
  });

  test("a percentage is exact to half a minor unit, and more percent never takes less", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000 }),
        fc.integer({ min: 1, max: 9_999 }),
        (amount, hundredths) => {
          const off = taken(order(amount), percent(hundredths / 100)) as number;
          expect(Math.abs(off * 10_000 - amount * hundredths)).toBeLessThanOrEqual(5_000);
          expect(taken(order(amount), percent((hundredths + 1) / 100))).toBeGreaterThanOrEqual(off);
        },
      ),
    );
  });

  test("the order in which a combination lists its effects changes nothing", () => {
    fc.assert(
      fc.property(
        anyOrder,
        fc.shuffledSubarray(["percent", "amount", "free_shipping"] as const, { minLength: 2 }),
        (given, types) => {
          const effects = types.map((type) => EFFECTS[type]);
          const forwards = applyDiscount(given, { type: "combination", effects: [...effects] as never });
          expect(
            applyDiscount(given, { type: "combination", effects: [...effects].reverse() as never }),
          ).toEqual(forwards);
        },
      ),
    );
  });
});

describe("describeDiscount", () => {
  test.each<[Discount, string]>([
    [percent(5), "5% off"],
    [percent(7.5, { amount: 5_000, currency: "EUR" }), "7.5% off (at most €50)"],
    [{ type: "amount", amountOff: 550, currency: "USD" }, "$5.50 off"],
    [{ type: "amount", amountOff: 500, currency: "JPY" }, "¥500 off"],
    [{ type: "free_shipping" }, "free shipping"],
    [
      { type: "combination", effects: [{ type: "free_shipping" }, percent(5) as never] },
      "5% off and free shipping",
    ],
    [
      {
        type: "combination",
        effects: [
          percent(5) as never,
          { type: "free_shipping" },
          { type: "amount", amountOff: 500, currency: "EUR" },
        ],
      },
      "€5 off, 5% off and free shipping",
    ],
  ])("S4-14: says %j as %s", (value, words) => {
    expect(describeDiscount(value)).toBe(words);
  });
});

describe("discount schema", () => {
  test.each([
    [{ type: "percent", percentOff: 0 }, "Enter a percentage from 0.01 to 100."],
    [{ type: "percent", percentOff: 100.5 }, "Enter a percentage from 0.01 to 100."],
    [{ type: "percent", percentOff: 5.555 }, "At most two decimals."],
    [{ type: "amount", amountOff: 5.5, currency: "EUR" }, "Amounts are whole minor units, such as cents."],
    [
      { type: "amount", amountOff: 500, currency: "euro" },
      "Write the currency as its three letters, for example EUR.",
    ],
    [
      { type: "combination", effects: [{ type: "free_shipping" }] },
      "A combination has at least two effects.",
    ],
    [
      { type: "combination", effects: [{ type: "free_shipping" }, { type: "free_shipping" }] },
      "Each kind of effect may stand in a combination once.",
    ],
  ])("refuses %j", (value, message) => {
    const result = discount.safeParse(value);
    expect(result.error?.issues.map((issue) => issue.message)).toContain(message);
  });
});

const EFFECTS = {
  percent: percent(12.5),
  amount: { type: "amount", amountOff: 777, currency: "EUR" },
  free_shipping: { type: "free_shipping" },
} as const;

const anyOrder = fc
  .tuple(
    fc.integer({ min: 0, max: 10_000_000_000 }),
    fc.integer({ min: 0, max: 1_000_000 }),
    fc.constantFrom("EUR", null),
  )
  .map(([amount, shippingAmount, currency]) => ({ amount, shippingAmount, currency }));

const anyEffect = fc.oneof(
  fc.record({
    type: fc.constant("percent" as const),
    percentOff: fc.integer({ min: 1, max: 10_000 }).map((hundredths) => hundredths / 100),
    amountLimit: fc.option(
      fc.record({ amount: fc.integer({ min: 1, max: 100_000 }), currency: fc.constant("EUR") }),
    ),
  }),
  fc.record({
    type: fc.constant("amount" as const),
    amountOff: fc.integer({ min: 1, max: 1_000_000 }),
    currency: fc.constant("EUR"),
  }),
  fc.record({ type: fc.constant("free_shipping" as const) }),
);

const anyDiscount = fc.oneof(
  anyEffect,
  fc
    .uniqueArray(anyEffect, { minLength: 2, maxLength: 3, selector: ({ type }) => type })
    .map((effects) => ({ type: "combination" as const, effects })),
);
