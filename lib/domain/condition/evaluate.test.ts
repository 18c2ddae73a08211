import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Condition, ConditionGroup } from "./condition";
import { describeConditions } from "./describe";
import { holds } from "./evaluate";

const scope = {
  event: {
    total: 26_000,
    currency: "GBP",
    items: [
      { sku: "mug", price: 2000 },
      { sku: "tea", price: 900 },
    ],
    at: "2026-03-01T10:00:00Z",
  },
  customer: { email: "Ada@Shop.example", orderCount: 0, attributes: { tier: "gold", vip: true } },
};
const one = (field: string, operator: Condition["operator"], value?: Condition["value"]): ConditionGroup => ({
  match: "all",
  conditions: [{ field, operator, value }],
});

describe("conditions", () => {
  it.each<[string, Condition["operator"], Condition["value"], boolean]>([
    ["event.total", "greater_or_equal", 25_000, true],
    ["event.total", "greater_or_equal", "25000", true],
    ["event.total", "less", 26_000, false],
    ["event.currency", "is", "gbp", true],
    ["event.items.sku", "is", "tea", true],
    ["event.items.sku", "is_not", "tea", false],
    ["event.items.sku", "is_not", "hat", true],
    ["event.items.price", "greater", 1500, true],
    ["event.items.sku", "in", ["hat", "mug"], true],
    ["event.items.sku", "not_in", ["hat"], true],
    ["customer.email", "contains", "@shop", true],
    ["customer.email", "starts_with", "ADA", true],
    ["customer.attributes.vip", "is", "true", true],
    ["customer.attributes.missing", "is_set", undefined, false],
    ["customer.attributes.missing", "is_not_set", undefined, true],
    ["customer.orderCount", "is", 0, true],
    ["event.at", "before", "2026-03-02T00:00:00Z", true],
    ["event.at", "after", "2026-03-02T00:00:00Z", false],
    ["event.constructor", "is_set", undefined, false],
  ])("S3-11: %s %s %j is %s", (field, operator, value, expected) => {
    expect(holds(one(field, operator, value), scope)).toBe(expected);
  });

  it("all needs every part, any needs one, an empty group holds", () => {
    const yes: Condition = { field: "event.total", operator: "greater", value: 1 };
    const no: Condition = { field: "event.total", operator: "less", value: 1 };
    expect(holds({ match: "all", conditions: [yes, no] }, scope)).toBe(false);
    expect(holds({ match: "any", conditions: [yes, no] }, scope)).toBe(true);
    expect(holds({ match: "any", conditions: [] }, scope)).toBe(true);
    expect(holds({ match: "all", conditions: [yes, { match: "any", conditions: [no, yes] }] }, scope)).toBe(
      true,
    );
  });

  it("a comparison and its opposite never agree, whatever the values", () => {
    const pairs: [Condition["operator"], Condition["operator"]][] = [
      ["is", "is_not"],
      ["contains", "not_contains"],
      ["is_set", "is_not_set"],
    ];
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.oneof(fc.string(), fc.integer(), fc.boolean()),
        fc.constantFrom(...pairs),
        (value, wanted, [operator, opposite]) => {
          const values = { event: { value } };
          expect(holds(one("event.value", operator, wanted), values)).toBe(
            !holds(one("event.value", opposite, wanted), values),
          );
        },
      ),
    );
  });

  it("says itself in words", () => {
    expect(describeConditions(one("cart.total", "greater_or_equal", 5000))).toBe(
      "cart.total is at least 5000",
    );
    expect(describeConditions({ half: true })).toBe("");
  });
});
