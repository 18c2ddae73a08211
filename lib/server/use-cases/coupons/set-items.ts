import { applicableTo, type CampaignItems, itemsOf } from "@/lib/domain/coupon/campaign-items";
import { DomainError } from "@/lib/domain/errors";
import type { Actor } from "@/lib/server/auth/actor";
import { type CampaignRuleRow, readCampaignRules } from "@/lib/server/db/coupons/campaign-rules";
import type { Queryable } from "@/lib/server/db/pool";
import { findSkus } from "@/lib/server/db/products/find-skus";
import { plural } from "@/lib/utils/plural";
import { SAYS_NOTHING, saveOwnRule } from "./save-own-rule";

/**
 * Sets which items a campaign's discount comes off. In force at once, also for codes that customers have. The caller holds the campaign's row lock.
 * @throws DomainError conflict when they are those of a rule that others are bound to as well
 */
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
  if (own && own.shared > 0) throw ofOthersToo(own, changed(itemsOf(before), items));
  const skus = await findSkus(client, workspaceId, [...items.included, ...items.excluded]);
  await saveOwnRule(client, actor, campaign, { applicableTo: applicableTo(items, before, skus) }, at);
}

function changed(before: CampaignItems, items: CampaignItems): keyof CampaignItems {
  return JSON.stringify(before.included) === JSON.stringify(items.included) ? "excluded" : "included";
}

function ofOthersToo({ name, shared }: CampaignRuleRow, field: keyof CampaignItems): DomainError {
  const others = plural(shared, "other campaign or code is", "other campaigns and codes are");
  const message = `These products stand in the rule “${name}”, and ${others} bound to it.`;
  const fix = "Change the rule itself, for all of them, or take it off this campaign first.";
  return new DomainError("conflict", message, { issues: [{ path: `items.${field}`, message, fix }] });
}
