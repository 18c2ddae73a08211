import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { discount } from "./discount";
import { scopesOfGiving, whyUnredeemable } from "./judge-giving";
import { judgeRedemption } from "./judge-redemption";
import type { BoundRule, RuleCustomer } from "./judge-rule";
import { campaignLimits } from "./limits";
import { validationRule } from "./rule";

const anna: RuleCustomer = {
  id: "c1",
  sourceId: "anna",
  email: "anna@shop.example",
  phone: null,
  name: "Anna",
  metadata: { tier: "gold" },
  consent: { email: { state: "granted" } },
  ordersCount: 2,
  ordersTotal: 5_000,
  segments: ["Left carts"],
};
const ruleOf = (conditions: Record<string, [string, unknown, string?]>, logic?: string): BoundRule => {
  const named = Object.entries(conditions).map(([key, [name, compared, property]]) => [
    key,
    { name, property, conditions: compared },
  ]);
  const { rules, error, applicable_to } = validationRule.parse({
    name: "Rule",
    rules: { ...Object.fromEntries(named), ...(logic ? { logic } : {}) },
  });
  return { id: "r1", rules, error, applicableTo: applicable_to };
};
const counted = (count: number, money = 0) => ({ count, discount: money, order: money });
const why = (given: Partial<Parameters<typeof whyUnredeemable>[0]>) =>
  whyUnredeemable({
    limits: campaignLimits.parse({}),
    perCustomer: null,
    rules: [],
    holder: true,
    customer: anna,
    before: {},
    ...given,
  });

describe("a campaign's limits", () => {
  const limits = campaignLimits.parse({ total: 3, discountBudget: 1_000 });
  test.each([
    [null, counted(2, 999)],
    ["campaign_limit_reached", counted(3, 0)],
    ["campaign_budget_used_up", counted(1, 1_000)],
  ])("S0-27: %s after %j", (reason, before) => {
    expect(why({ limits, before: { "campaign.ever": before } })).toBe(reason);
  });
  it("S0-27: those of a day pass, those of a customer do not", () => {
    const before = { "campaign.day": counted(9), "customer.day": counted(9), "customer.ever": counted(1) };
    const daily = campaignLimits.parse({ perDay: 1, perCustomerPerDay: 1 });
    expect(why({ limits: daily, before })).toBeNull();
    expect(why({ perCustomer: 1, before })).toBe("customer_limit_reached");
    expect(scopesOfGiving({ limits: daily, perCustomer: 1, rules: [] })).toEqual([
      { by: "customer", over: "ever" },
    ]);
  });
});

describe("a campaign's rules", () => {
  test.each([
    [null, ruleOf({ 1: ["customer.segment", { $is: ["Left carts"] }] })],
    ["rules_not_met", ruleOf({ 1: ["customer.segment", { $is: ["Others"] }] })],
    ["rules_not_met", ruleOf({ 1: ["customer.metadata", { $is: ["silver"] }, "tier"] })],
    ["rules_not_met", ruleOf({ 1: ["customer.consent.sms", { $is: ["granted"] }] })],
    ["rules_not_met", ruleOf({ 1: ["customer.first_order", { $is: [true] }] })],
    [null, ruleOf({ 1: ["customer.holder", { $is: [true] }] })],
    [null, ruleOf({ 1: ["order.amount", { $more_than: [9_000] }] })],
    [null, ruleOf({ 1: ["order.items.any", { $is: ["mug"] }] }, "not 1")],
    [null, ruleOf({ 1: ["redemption.metadata", { $is: ["till"] }, "place"] })],
    [null, ruleOf({ 1: ["redemption.count.per_api_key", { $less_than: [1] }] })],
    [null, ruleOf({ 1: ["redemption.count.daily", { $less_than: [1] }] })],
    ["campaign_limit_reached", ruleOf({ 1: ["redemption.count", { $less_than: [5] }] })],
    [null, ruleOf({ 1: ["redemption.count", { $less_than_or_equal: [5] }] })],
    [null, ruleOf({ 1: ["redemption.count", { $more_than: [9] }] })],
    ["campaign_budget_used_up", ruleOf({ 1: ["redemption.orders", { $less_than_or_equal: [700] }] })],
    ["customer_limit_reached", ruleOf({ 1: ["redemption.count.per_customer", { $less_than: [2] }] })],
  ])("S0-29: %s by what is known without an order", (reason, rule) => {
    const before = { "campaign.ever": counted(4, 700), "customer.ever": counted(1, 100) };
    expect(why({ rules: [rule], before })).toBe(reason);
  });
  it("S0-29: an order that is not known yet may save a rule, or not", () => {
    const rule = (logic: string) =>
      ruleOf(
        { 1: ["customer.segment", { $is: ["Others"] }], 2: ["order.amount", { $more_than: [9_000] }] },
        logic,
      );
    expect(why({ rules: [rule("1 or 2")] })).toBeNull();
    expect(why({ rules: [rule("1 and 2")] })).toBe("rules_not_met");
    expect(why({ rules: [rule("not (1 or 2)")] })).toBeNull();
  });
  it("of a customer of whom nothing is known no rule says no", () => {
    expect(
      why({ rules: [ruleOf({ 1: ["customer.segment", { $is: ["Others"] }] })], customer: null }),
    ).toBeNull();
  });
});

describe("a code that is not given for its campaign's limits and rules", () => {
  const number = fc.integer({ min: 1, max: 4 });
  const operator = fc.constantFrom("$is", "$is_not", "$less_than", "$less_than_or_equal", "$more_than");
  const condition = fc.oneof(
    fc.tuple(
      fc.constant("customer.segment"),
      fc.constantFrom("$is", "$is_not"),
      fc.constantFrom("Left carts", "x"),
    ),
    fc.tuple(fc.constant("customer.orders_count"), operator, number),
    fc.tuple(fc.constantFrom("redemption.count", "redemption.count.per_customer"), operator, number),
    fc.tuple(fc.constantFrom("redemption.count.daily", "redemption.orders"), operator, number),
    fc.tuple(fc.constant("order.amount"), operator, fc.constantFrom(100, 200)),
  );
  const logic = fc.constantFrom("1 and 2", "1 or 2", "not 1 and 2", "not (1 or 2)", "not 1 or not 2");
  const numbers = fc.record({ count: fc.nat(4), discount: fc.nat(40), order: fc.nat(400) });

  it("S0-27, S0-29: would be refused for every order", () => {
    fc.assert(
      fc.property(
        fc.record({ first: condition, second: condition, logic }),
        fc.record({ total: fc.option(number), orderBudget: fc.option(fc.nat(400).map((n) => n + 1)) }),
        fc.option(number),
        fc.tuple(numbers, numbers, numbers),
        fc.constantFrom(100, 150, 200),
        ({ first, second, logic: joined }, someLimits, perCustomer, [ever, own, today], amount) => {
          const given = ([name, compared, wanted]: typeof first): [string, unknown] => [
            name,
            { [compared]: [wanted] },
          ];
          const rules = [ruleOf({ 1: given(first), 2: given(second) }, joined)];
          const limits = campaignLimits.parse(someLimits);
          const before = { "campaign.ever": ever, "customer.ever": own, "campaign.day": today };
          if (why({ limits, perCustomer, rules, before }) === null) return;
          const terms = { active: true, startsAt: null, endsAt: null, validForMs: null };
          const code = { active: true, publishedAt: 0, startsAt: null, expiresAt: null };
          const judged = judgeRedemption(
            {
              voucher: { ...code, quantity: 1, redeemedQuantity: 0, customerId: anna.id },
              campaign: {
                ...terms,
                discount: discount.parse({ type: "percent", percentOff: 10 }),
                limits,
                perCustomer,
              },
              rules,
              customerId: anna.id,
              customer: anna,
              before,
              order: { amount, shippingAmount: 0, currency: "EUR" },
            },
            1,
          );
          expect(judged.kind).toBe("inapplicable");
        },
      ),
    );
  });
});
