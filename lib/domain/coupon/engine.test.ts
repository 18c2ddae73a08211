import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyDiscount } from "./apply-discount";
import { type Discount, discount } from "./discount";
import { type BoundRule, judgeRules, type RuleFacts } from "./judge-rule";
import { logicHolds, parseLogic } from "./logic";
import type { PricedLine, PricedOrder } from "./priced-order";
import { countsNow, recurrence } from "./recurrence";
import { partsOf, remainingOrder } from "./remaining-order";
import { ruleIssues, validationRule } from "./rule";
import { shareOut } from "./share-out";

const line = (given: Partial<PricedLine> = {}): PricedLine => ({
  names: ["prod_a"],
  quantity: 1,
  amount: 1_000,
  priceWhenAdded: null,
  shipping: false,
  metadata: {},
  ...given,
});
const orderOf = (lines: PricedLine[]): PricedOrder => ({
  amount: lines.reduce((sum, { amount }) => sum + amount, 0),
  shippingAmount: lines.filter(({ shipping }) => shipping).reduce((sum, { amount }) => sum + amount, 0),
  currency: "EUR",
  lines,
});
const apply = (order: PricedOrder, given: unknown, options = {}) => {
  const result = applyDiscount(order, discount.parse(given), options);
  if (result.kind !== "applied") throw new Error(result.kind);
  return result;
};

describe("discounts on items", () => {
  const order = orderOf([
    line({ names: ["shirt"], quantity: 3, amount: 3_000 }),
    line({ names: ["hat"], amount: 500 }),
    line({ names: ["5h1pp1ng"], amount: 490, shipping: true }),
  ]);

  test.each([
    [{ type: "percent", percentOff: 10, appliesTo: "items" }, [300, 50, 0]],
    [{ type: "amount", amountOff: 200, currency: "EUR", appliesTo: "items" }, [200, 200, 0]],
    [{ type: "amount", amountOff: 200, currency: "EUR", appliesTo: "items_by_quantity" }, [600, 200, 0]],
    [{ type: "amount", amountOff: 700, currency: "EUR", appliesTo: "items_proportionally" }, [600, 100, 0]],
    [
      { type: "amount", amountOff: 400, currency: "EUR", appliesTo: "items_proportionally_by_quantity" },
      [300, 100, 0],
    ],
    [{ type: "fixed", fixedAmount: 400, currency: "EUR", appliesTo: "items" }, [1_800, 100, 0]],
    [{ type: "unit", units: 1, add: "same", buy: 2 }, [1_000, 0, 0]],
    [{ type: "unit", units: 1, product: "hat" }, [0, 500, 0]],
  ])("%j takes %j off the lines", (given, expected) => {
    const { lineDiscounts, discountAmount, totalAmount } = apply(order, given);
    expect(lineDiscounts).toEqual(expected);
    expect(discountAmount).toBe(expected.reduce((sum, amount) => sum + amount, 0));
    expect(totalAmount).toBe(order.amount - discountAmount);
  });

  test("a product that is missing is added for nothing, at its own price", () => {
    expect(apply(order, { type: "unit", units: 2, product: "mug" }, { prices: { mug: 800 } })).toMatchObject({
      discountAmount: 1_600,
      totalAmount: order.amount,
      added: [{ product: "mug", quantity: 2, amount: 1_600 }],
    });
  });

  test("a line that is shipping is no product, whatever it is called: free units leave it to free shipping", () => {
    const shipping = orderOf([
      line({ names: ["prod_a"], quantity: 2, amount: 2, shipping: true }),
      line({ names: ["hat"], amount: 1 }),
    ]);
    const free = apply(shipping, { type: "unit", units: 1, product: "prod_a" }, { prices: { prod_a: 300 } });
    expect(free).toMatchObject({ discountAmount: 300, totalAmount: 3 });
    expect(apply(remainingOrder(shipping, free), { type: "free_shipping" }).totalAmount).toBe(1);
  });

  test("a fixed price for the order, and a gift card down to its balance", () => {
    expect(apply(order, { type: "fixed", fixedAmount: 2_000, currency: "EUR" }).totalAmount).toBe(2_000);
    const gift = { type: "gift", amount: 5_000, currency: "EUR" };
    expect(apply(order, gift, { balance: 1_200 }).discountAmount).toBe(1_200);
    expect(apply(order, gift).totalAmount).toBe(1_010 - 1_010);
  });

  test("S3-12: what prices rose by since they were put into the cart comes off, for each unit", () => {
    const risen = orderOf([
      line({ quantity: 2, amount: 2_400, priceWhenAdded: 1_000 }),
      line({ amount: 900, priceWhenAdded: 1_000 }),
      line({ amount: 700 }),
    ]);
    expect(apply(risen, { type: "price_restore" }).discountAmount).toBe(400);
  });

  const lines = fc.array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 20 }),
      amount: fc.integer({ min: 0, max: 1_000_000 }),
      shipping: fc.boolean(),
      priceWhenAdded: fc.option(fc.integer({ min: 0, max: 50_000 })),
    }),
    { maxLength: 8 },
  );
  const targets = fc.constantFrom(
    "order",
    "items",
    "items_by_quantity",
    "items_proportionally",
    "items_proportionally_by_quantity",
  );
  const discounts: fc.Arbitrary<unknown> = fc.oneof(
    fc.record({
      type: fc.constant("percent"),
      percentOff: fc.integer({ min: 1, max: 100 }),
      appliesTo: targets,
    }),
    fc.record({
      type: fc.constant("amount"),
      amountOff: fc.integer({ min: 1, max: 2_000_000 }),
      currency: fc.constant("EUR"),
      appliesTo: targets,
    }),
    fc.record({
      type: fc.constant("fixed"),
      fixedAmount: fc.integer({ min: 0, max: 9_000 }),
      currency: fc.constant("EUR"),
      appliesTo: fc.constantFrom("order", "items"),
    }),
    fc.record({
      type: fc.constant("unit"),
      units: fc.integer({ min: 1, max: 3 }),
      product: fc.constant("prod_a"),
      add: fc.constantFrom("missing", "new", "same"),
    }),
    fc.constant({ type: "price_restore" }),
    fc.constant({ type: "free_shipping" }),
    fc.record({
      type: fc.constant("gift"),
      amount: fc.integer({ min: 1, max: 500_000 }),
      currency: fc.constant("EUR"),
    }),
  );

  test("whatever comes off: exact, never negative, never more than there is, off the order and off each line", () => {
    fc.assert(
      fc.property(lines, fc.array(discounts, { minLength: 1, maxLength: 3 }), (drawn, given) => {
        const start = orderOf(drawn.map((one) => line(one)));
        let left = start;
        let taken = 0;
        for (const one of given) {
          const result = apply(left, one, { prices: { prod_a: 300 } });
          const parts = partsOf(left, result);
          const added = parts.added.reduce((sum, { amount }) => sum + amount, 0);
          expect(parts.order + parts.lines.reduce((sum, amount) => sum + amount, 0) + added).toBe(
            result.discountAmount,
          );
          expect(parts.order).toBeGreaterThanOrEqual(0);
          taken += result.discountAmount - added;
          left = remainingOrder(left, result);
          expect(left.amount).toBe(start.amount - taken);
          for (const { amount } of left.lines ?? []) expect(amount).toBeGreaterThanOrEqual(0);
        }
        expect(left.amount).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("shares add up to what is shared, each within one of its true part", () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), weights, (amount, given) => {
        const parts = shareOut(amount, given);
        const total = given.reduce((sum, weight) => sum + weight, 0);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total === 0 ? 0 : amount);
        for (const [index, part] of parts.entries())
          if (total > 0) expect(Math.abs(part - (amount * given[index]!) / total)).toBeLessThan(1);
      }),
    );
  });
});

describe("when codes count", () => {
  const at = (text: string) => Date.parse(text);

  test("S0-23: only within the duration of every interval, over a change of clocks too", () => {
    const every = recurrence.parse({ timeframe: { interval: "P2D", duration: "P1D" } });
    const start = at("2026-10-24T00:00:00+02:00");
    const counts = (text: string) => countsNow(every, start, "Europe/Berlin", at(text));
    expect(counts("2026-10-24T12:00:00+02:00")).toBe(true);
    expect(counts("2026-10-25T12:00:00+01:00")).toBe(false);
    expect(counts("2026-10-26T00:00:00+01:00")).toBe(true);
    expect(counts("2026-10-26T23:59:00+01:00")).toBe(true);
    expect(counts("2026-10-27T00:00:00+01:00")).toBe(false);
    expect(countsNow(every, start, "Europe/Berlin", start - 1)).toBe(false);
  });

  test("days and hours are those of the workspace's zone, and a night belongs to the day it began on", () => {
    const sundayNight = recurrence.parse({ hours: [{ from: "22:00", until: "02:00", daysOfWeek: [0] }] });
    const counts = (text: string) => countsNow(sundayNight, null, "Europe/Berlin", at(text));
    expect(counts("2026-05-03T22:30:00+02:00")).toBe(true);
    expect(counts("2026-05-04T01:30:00+02:00")).toBe(true);
    expect(counts("2026-05-03T01:30:00+02:00")).toBe(false);
    const sunday = recurrence.parse({ daysOfWeek: [0] });
    expect(countsNow(sunday, null, "Europe/Berlin", at("2026-05-02T22:30:00Z"))).toBe(true);
    expect(countsNow(sunday, null, "UTC", at("2026-05-02T22:30:00Z"))).toBe(false);
  });
});

describe("rules", () => {
  test("logic reads and, or, not and brackets as people mean them", () => {
    const holds = (text: string, ...yes: string[]) => {
      const parsed = parseLogic(text);
      if (parsed.kind === "error") throw new Error(parsed.message);
      return logicHolds(parsed.logic, (name) => yes.includes(name));
    };
    expect(holds("1 and (2 or 3)", "1", "3")).toBe(true);
    expect(holds("1 and (2 or 3)", "2", "3")).toBe(false);
    expect(holds("1 and 2 or 3", "3")).toBe(true);
    expect(holds("not 1 AND 2", "2")).toBe(true);
    for (const broken of ["", "1 and", "(1", "1 2", "and 1", "1)", "not"])
      expect(parseLogic(broken).kind, broken).toBe("error");
    expect(parseLogic("(".repeat(5_000)).kind).toBe("error");
  });

  const rule = (given: Record<string, unknown>): BoundRule => {
    const parsed = validationRule.parse({ name: "Rule", ...given });
    expect(ruleIssues(parsed)).toEqual([]);
    return { id: "r", rules: parsed.rules, error: parsed.error, applicableTo: parsed.applicable_to };
  };
  const facts: RuleFacts = {
    customer: {
      id: "c",
      sourceId: "shopper",
      email: "a@shop.example",
      phone: null,
      name: null,
      metadata: { country: "PL" },
      consent: { email: { state: "granted" } },
      ordersCount: 0,
      ordersTotal: 0,
      segments: ["seg_carts"],
    },
    holder: true,
    order: orderOf([
      line({ names: ["shirt"], quantity: 3, amount: 3_000 }),
      line({ names: ["hat"], amount: 500 }),
    ]),
    orderMetadata: { channel: "web" },
    metadata: {},
    counted: () => ({ count: 1, discount: 100, order: 3_500 }),
  };
  const one = (name: string, conditions: Record<string, unknown>, property?: string) =>
    rule({ rules: { "1": { name, conditions, ...(property ? { property } : {}) }, logic: "1" } });

  test.each([
    ["customer.segment", { $is: ["seg_carts"] }, undefined, true],
    ["customer_segment", { $is_not: ["seg_carts"] }, undefined, false],
    ["customer.metadata", { $in: ["PL", "DE"] }, "country", true],
    ["customer.metadata", { $is_unknown: [] }, "city", true],
    ["customer.consent.email", { $is: "granted" }, undefined, true],
    ["customer.consent.sms", { $is: "granted" }, undefined, false],
    ["customer.first_order", { $is: true }, undefined, true],
    ["order.amount", { $more_than_or_equal: [3_500] }, undefined, true],
    ["order.amount", { $more_than: [3_500] }, undefined, false],
    ["order.items.any", { $in: ["hat"] }, undefined, true],
    ["order.items.every", { $in: ["hat"] }, undefined, false],
    ["order.items.none", { $in: ["mug"] }, undefined, true],
    ["order.items.count", { $is: 4 }, undefined, true],
    ["order.items.price_each", { $more_than: [400] }, undefined, true],
    ["order.items.price_any", { $less_than: [400] }, undefined, false],
    ["order.metadata", { $starts_with: "WE" }, "channel", true],
    ["redemption.count.per_customer", { $less_than_or_equal: [1] }, undefined, true],
    ["redemption.count.daily", { $less_than_or_equal: [0] }, undefined, false],
  ])("%s %j %s is %s", (name, conditions, property, expected) => {
    expect(judgeRules([one(name, conditions, property)], facts) === null).toBe(expected);
  });

  test("S0-27: the broken condition gives the key and its own words, else the rule's", () => {
    const given = rule({
      rules: {
        "1": {
          name: "customer.segment",
          conditions: { $is: ["seg_vip"] },
          error: { message: "For VIPs only." },
        },
        "2": { name: "order.amount", conditions: { $more_than: [9_999] } },
        logic: "1 or 2",
      },
      error: { message: "Not for you." },
    });
    expect(judgeRules([given], facts)).toMatchObject({
      key: "customer_rules_violated",
      message: "For VIPs only.",
    });
    expect(judgeRules([given], { ...facts, customer: null })).toMatchObject({ key: "missing_customer" });
  });

  test.each([
    ["$is_not", "1", "missing_customer"],
    ["$is", "not 1", "missing_customer"],
    ["$is_not", "1 and 2", "missing_customer"],
    ["$is_not", "2 or 1", null],
    ["$is_not", "3 or 1", "missing_customer"],
    ["$is_not", "3 and 1", "order_rules_violated"],
    ["$is_not", "not (1 or 2)", "redemption_rules_violated"],
  ])("S0-27: of nobody a segment is not known: %s in %s says %s", (operator, logic, key) => {
    const given = rule({
      rules: {
        "1": { name: "customer.segment", conditions: { [operator]: ["seg_abusers"] } },
        "2": { name: "order.amount", conditions: { $more_than: [100] } },
        "3": { name: "order.amount", conditions: { $more_than: [9_999] } },
        logic,
      },
    });
    expect(judgeRules([given], { ...facts, customer: null })?.key ?? null).toBe(key);
  });

  test("what does not fit together is said with its place", () => {
    const issues = (given: Record<string, unknown>) =>
      ruleIssues(validationRule.parse({ name: "Rule", ...given })).map(({ path }) => path);
    expect(issues({ rules: { "1": { name: "weather", conditions: {} }, logic: "1 and 2" } })).toEqual([
      "rules.1.name",
      "rules.1.conditions",
      "rules.logic",
    ]);
    expect(
      issues({ rules: { "1": { name: "order.metadata", conditions: { $is: 1 } }, logic: "1 and" } }),
    ).toEqual(["rules.1.property", "rules.logic"]);
  });
});

test("S4-14: free shipping and 5% from one code, over items and over a stack alike", () => {
  const both: Discount = discount.parse({
    type: "combination",
    effects: [{ type: "percent", percentOff: 5 }, { type: "free_shipping" }],
  });
  const order = orderOf([line({ amount: 10_000 }), line({ amount: 590, shipping: true })]);
  const result = applyDiscount(order, both);
  if (result.kind !== "applied") throw new Error(result.kind);
  expect(result.totalAmount).toBe(9_500);
  expect(partsOf(order, result)).toEqual({ order: 500, lines: [0, 590], added: [] });
});
