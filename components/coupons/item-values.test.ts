import { expect, test } from "vitest";
import { campaignValues } from "./check-campaign-values";
import { toItems } from "./item-values";
import { newCampaignValues } from "./values-of-campaign";

const chosen = { ...newCampaignValues(), name: "Mugs", itemsIncluded: ["mug"], itemsExcluded: ["pot"] };

test("S3-44: items are sent for a discount on items, and left as they are for one on the whole order", () => {
  expect(toItems(chosen)).toBeUndefined();
  const items = { included: ["mug"], excluded: ["pot"] };
  expect(toItems({ ...chosen, target: "items" })).toEqual(items);
  expect(toItems({ ...chosen, unitOn: true, unitAdd: "same" })).toEqual(items);
  expect(toItems({ ...chosen, unitOn: true, unitAdd: "new" })).toBeUndefined();
  expect(toItems({ ...chosen, discountKind: "fixed", fixedEach: true })).toEqual(items);
  expect(toItems({ ...chosen, discountKind: "gift", target: "items" })).toBeUndefined();
  expect(campaignValues("EUR", true).safeParse({ ...chosen, target: "items" }).success).toBe(true);
});
