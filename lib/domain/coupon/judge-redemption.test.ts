import { describe, expect, test } from "vitest";
import type { Discount } from "./discount";
import { judgeRedemption, type RedemptionCase } from "./judge-redemption";

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
});
