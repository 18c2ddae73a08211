import { applicableTo, type CampaignItems, itemsOf } from "@/lib/domain/coupon/campaign-items";
import type { Actor } from "@/lib/server/auth/actor";
import { readCampaignRules } from "@/lib/server/db/coupons/campaign-rules";
import type { Queryable } from "@/lib/server/db/pool";
import { findSkus } from "@/lib/server/db/products/find-skus";
import { SAYS_NOTHING, saveOwnRule } from "./save-own-rule";

/** Sets which items a campaign's discount comes off. In force at once, also for codes that customers have. The caller holds the campaign's row lock. */
export async function setItems(
  client: Queryable,
  actor: Actor,
  campaign: { id: string; name: string },
  items: CampaignItems,
  at: Date,
): Promise<void> {
  const { workspaceId } = actor;
  const [own] = await readCampaignRules(client, workspaceId, campaign.id);
  const before = own?.applicableTo ?? SAYS_NOTHING.applicableTo;
  if (JSON.stringify(itemsOf(before)) === JSON.stringify(items)) return;
  const skus = await findSkus(client, workspaceId, [...items.included, ...items.excluded]);
  await saveOwnRule(client, actor, campaign, { applicableTo: applicableTo(items, before, skus) }, at);
}
