import { z } from "zod";
import { type Discount, effectsOf } from "./discount";
import type { ApplicableTo } from "./rule";

const ids = z
  .array(z.string().trim().min(1, "Leave no id empty.").max(255))
  .max(500, "At most 500 products.")
  .transform((given) => [...new Set(given)]);

/** What a discount on items comes off, by the shop's ids of products and SKUs. None included is all of them; excluded goes before. */
export const campaignItems = z.strictObject({ included: ids.default([]), excluded: ids.default([]) });
export type CampaignItems = z.output<typeof campaignItems>;

/** The items that a rule names. */
export function itemsOf({ included, excluded }: ApplicableTo): CampaignItems {
  const names = (items: ApplicableTo["included"]) => items.flatMap((item) => nameOf(item) ?? []);
  return { included: names(included), excluded: names(excluded) };
}

/** The same items as a rule keeps them. What it said of an item already stays; `skus` are those that are no products. */
export function applicableTo(
  { included, excluded }: CampaignItems,
  before: ApplicableTo,
  skus: ReadonlySet<string>,
): ApplicableTo {
  const known = new Map([...before.included, ...before.excluded].map((item) => [nameOf(item), item]));
  const stored = (id: string) => known.get(id) ?? { object: skus.has(id) ? "sku" : "product", source_id: id };
  return {
    included: included.map(stored),
    excluded: excluded.map(stored),
    included_all: included.length === 0,
  };
}

function nameOf({ source_id, id, product_id }: ApplicableTo["included"][number]): string | null {
  return source_id ?? id ?? product_id ?? null;
}

/** Whether it matters to a discount which items it comes off: not to what comes off the order as a whole. */
export function comesOffItems(discount: Discount): boolean {
  return effectsOf(discount).some((effect) => {
    if (effect.type === "unit") return effect.add === "same";
    if (effect.type === "price_restore") return true;
    return "appliesTo" in effect && (effect.appliesTo ?? "order") !== "order";
  });
}

/** What stands behind a discount's own words: "on 3 products, not on 1 other"; empty when it is for all. */
export function itemsWords({ included, excluded }: CampaignItems): string {
  const only = included.length > 0 ? `on ${products(included.length)}` : "";
  if (excluded.length === 0) return only;
  if (only === "") return `not on ${products(excluded.length)}`;
  return `${only}, not on ${excluded.length} ${excluded.length === 1 ? "other" : "others"}`;
}

function products(count: number): string {
  return count === 1 ? "1 product" : `${count} products`;
}
