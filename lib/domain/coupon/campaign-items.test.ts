import { expect, test } from "vitest";
import { applicableTo, campaignItems, comesOffItems, itemsOf, itemsWords } from "./campaign-items";
import { discount } from "./discount";

test.each([
  [[], [], ""],
  [["mug"], [], "on 1 product"],
  [["mug", "cup", "pot"], [], "on 3 products"],
  [[], ["mug"], "not on 1 product"],
  [["mug", "cup"], ["pot"], "on 2 products, not on 1 other"],
  [["mug"], ["pot", "cup"], "on 1 product, not on 2 others"],
])("S3-44: on %j and not on %j is said as %j", (included, excluded, words) => {
  expect(itemsWords({ included, excluded })).toBe(words);
});

test("items are named once, and what a rule knew of one stays", () => {
  const items = campaignItems.parse({ included: ["mug", " mug ", "cup-red"], excluded: ["pot"] });
  expect(items.included).toEqual(["mug", "cup-red"]);
  const before = { included: [{ object: "product", id: "pot", price: 5 }], excluded: [], included_all: true };
  const kept = applicableTo(items, before, new Set(["cup-red"]));
  expect(kept).toEqual({
    included: [
      { object: "product", source_id: "mug" },
      { object: "sku", source_id: "cup-red" },
    ],
    excluded: [{ object: "product", id: "pot", price: 5 }],
    included_all: false,
  });
  expect(itemsOf(kept)).toEqual(items);
});

test.each([
  [{ type: "percent", percentOff: 5 }, false],
  [{ type: "percent", percentOff: 5, appliesTo: "order" }, false],
  [{ type: "percent", percentOff: 5, appliesTo: "items" }, true],
  [{ type: "fixed", fixedAmount: 5, currency: "EUR", appliesTo: "items" }, true],
  [{ type: "unit", units: 1, add: "same" }, true],
  [{ type: "unit", units: 1, add: "new", product: "mug" }, false],
  [{ type: "price_restore" }, true],
  [{ type: "free_shipping" }, false],
])("whether %j comes off items: %s", (given, expected) => {
  expect(comesOffItems(discount.parse(given))).toBe(expected);
});
