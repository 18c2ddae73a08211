import { describe, expect, test } from "vitest";
import type { Discount } from "./discount";
import { judgeRedemption, type RedemptionCase } from "./judge-redemption";
import { campaignLimits } from "./limits";

const T = Date.UTC(2026, 4, 1);
const percent: Discount = { type: "percent", percentOff: 5, amountLimit: null };
const usual: RedemptionCase = {
  voucher: {
    active: true,
    publishedAt: null,
    startsAt: null,
    expiresAt: null,
    quantity: 1,
    redeemedQuantity: 0,
  },
  campaign: {
    active: true,
    startsAt: null,
    endsAt: null,
    validForMs: null,
    discount: percent,
    perCustomer: null,
  },
  customerId: null,
  before: {},
  order: { amount: 10_000, shippingAmount: 0, currency: "EUR" },
};
const keyOf = (given: RedemptionCase) => {
  const judgement = judgeRedemption(given, T);
  return judgement.kind === "applicable" ? "applicable" : judgement.key;
};

describe("judgeRedemption", () => {
  test("S0-2: a good code takes 500 off 10000", () => {
    expect(judgeRedemption(usual, T)).toMatchObject({
      kind: "applicable",
      applied: { discountAmount: 500, totalAmount: 9_500 },
    });
  });

  test("without an amount the code is judged and nothing calculated", () => {
    expect(judgeRedemption({ ...usual, order: null }, T)).toEqual({ kind: "applicable", applied: null });
  });

  test("S0-29: once per customer over the campaign, and it must be known who it is", () => {
    const limited = { ...usual, campaign: { ...usual.campaign, perCustomer: 1 } };
    expect(keyOf(limited)).toBe("missing_customer");
    expect(keyOf({ ...limited, customerId: "c" })).toBe("applicable");
    expect(
      keyOf({
        ...limited,
        customerId: "c",
        before: { "customer.ever": { count: 1, discount: 0, order: 0 } },
      }),
    ).toBe("redemption_rules_violated");
  });

  test("the state of the code comes before the customer's limit", () => {
    const used = {
      ...usual,
      voucher: { ...usual.voucher, redeemedQuantity: 1 },
      campaign: { ...usual.campaign, perCustomer: 1 },
    };
    expect(keyOf(used)).toBe("quantity_exceeded");
  });

  test("an amount in another currency is refused, naming both", () => {
    const discount: Discount = { type: "amount", amountOff: 500, currency: "EUR" };
    const given = {
      ...usual,
      campaign: { ...usual.campaign, discount },
      order: { amount: 10_000, shippingAmount: 0, currency: "USD" },
    };
    expect(judgeRedemption(given, T)).toEqual({
      kind: "inapplicable",
      key: "order_rules_violated",
      reason: "This discount is in EUR and the order is in USD.",
    });
  });

  describe("S0-29: a refusal names the limit that is reached", () => {
    const counted = { count: 3, discount: 1_500, order: 30_000 };
    const scopes = [
      "campaign.ever",
      "campaign.week",
      "customer.day",
      "voucher.month",
      "key.ever",
      "customer.ever",
    ];
    const before = Object.fromEntries(scopes.map((scope) => [scope, counted]));
    const told = (given: Partial<RedemptionCase>) =>
      judgeRedemption(
        { ...usual, voucher: { ...usual.voucher, quantity: null }, customerId: "c", before, ...given },
        T,
      );

    test.each([
      [{ perWeek: 3 }, "Codes of this campaign may be redeemed 3 times a week, and they have been."],
      [
        { perCustomerPerDay: 1 },
        "A customer may redeem codes of this campaign once a day, and this one has.",
      ],
      [
        { discountBudget: 1_600 },
        "The campaign's budget of discounts is used up, or has no room for this order.",
      ],
    ])("of the campaign: %j", (limits, reason) => {
      const campaign = { ...usual.campaign, limits: campaignLimits.parse(limits) };
      expect(told({ campaign })).toMatchObject({ key: "redemption_rules_violated", reason });
    });

    test.each([
      ["count", { $less_than: [4] }, "Codes of this campaign may be redeemed 3 times, and they have been."],
      [
        "count.per_customer.daily",
        { $less_than_or_equal: [1] },
        "A customer may redeem codes of this campaign once a day, and this one has.",
      ],
      [
        "count.per_incentive.monthly",
        { $less_than: [3] },
        "A code of this campaign may be redeemed 2 times a month, and this one has been.",
      ],
      [
        "count.per_api_key",
        { $less_than_or_equal: [3] },
        "One API key or person may redeem codes of this campaign 3 times, and this one has.",
      ],
      [
        "count.per_customer",
        { $is: [1] },
        "Codes of this campaign have a limit of redemptions for each customer, and it is reached.",
      ],
      [
        "orders.per_customer.daily",
        { $less_than: [40_000] },
        "The campaign's budget of orders for each customer a day is used up, or has no room for this order.",
      ],
    ])("of a rule, beside the rule's own words: %s %j", (name, conditions, reason) => {
      const condition = { name: `redemption.${name}`, property: null, conditions, error: null };
      const applicableTo = { included: [], excluded: [], included_all: true };
      const rule = {
        id: "r",
        rules: { conditions: { one: condition }, logic: "one" },
        error: "Enough.",
        applicableTo,
      };
      expect(told({ rules: [rule] })).toMatchObject({
        key: "redemption_rules_violated",
        reason,
        message: "Enough.",
      });
    });
  });
});
