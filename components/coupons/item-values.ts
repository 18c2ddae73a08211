import { type CampaignItems, comesOffItems } from "@/lib/domain/coupon/campaign-items";
import type { CampaignValues } from "./campaign-values";

/** The items the discount comes off; undefined while it comes off the order as a whole, where those of before are kept. */
export function toItems(given: CampaignValues): CampaignItems | undefined {
  if (!itemsMatter(given)) return undefined;
  return { included: given.itemsIncluded, excluded: given.itemsExcluded };
}

/** Whether the discount in the form comes off items; an unfinished one tells as much. */
export function itemsMatter(given: CampaignValues): boolean {
  if (given.keptDiscount) return comesOffItems(given.keptDiscount);
  if (given.discountKind !== "off")
    return given.discountKind === "price_restore" || (given.discountKind === "fixed" && given.fixedEach);
  const money = (given.percentOn || given.amountOn) && given.target !== "order";
  return money || (given.unitOn && given.unitAdd === "same");
}
