import { useProductNames } from "@/lib/client/queries/products";
import type { CampaignItems } from "@/lib/domain/coupon/campaign-items";

/** The items of a discount by their names, where the shop's products tell them. */
export function useNamedItems({ included, excluded }: CampaignItems): CampaignItems {
  const name = useProductNames([...included, ...excluded]);
  return { included: included.map(name), excluded: excluded.map(name) };
}
