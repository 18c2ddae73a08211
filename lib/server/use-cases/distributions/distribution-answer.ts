import type { ResponseOf } from "@/lib/contracts/contract";
import type { getDistributionContract } from "@/lib/contracts/distributions";
import { comesOffItems, itemsOf, itemsWords } from "@/lib/domain/coupon/campaign-items";
import { describeDiscount } from "@/lib/domain/coupon/describe-discount";
import { discount } from "@/lib/domain/coupon/discount";
import { applicableItems } from "@/lib/domain/coupon/rule";
import { distributionSetup } from "@/lib/domain/distribution/setup";
import type { DistributionRow } from "@/lib/server/db/distributions/distribution-row";
import { invites } from "@/lib/server/db/distributions/invites";

export type DistributionAnswer = ResponseOf<typeof getDistributionContract>;

/** A distribution as the API shows it. */
export function distributionAnswer(row: DistributionRow): DistributionAnswer {
  const { entered, codes, sent, skipped, converted, revenue, currency } = row;
  return {
    id: row.id,
    name: row.name,
    setup: distributionSetup.parse(row.setup),
    status: row.status,
    flowId: row.flow_id,
    version: row.version,
    campaign: row.campaign_id
      ? {
          id: row.campaign_id,
          name: row.campaign_name ?? "",
          discountText: discountText(row.campaign_discount, row.campaign_items),
        }
      : null,
    template: row.template_id ? { id: row.template_id, name: row.template_name ?? "" } : null,
    numbers: { entered, codes, sent, skipped, converted, revenue, currency },
    segment: row.segment_id
      ? { id: row.segment_id, name: row.segment_name ?? "", members: row.segment_members ?? 0 }
      : null,
    invites: row.invites ? shownInvites(row.invites) : null,
    launchedAt: row.launched_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

function shownInvites(stored: unknown): { wanted: number; reached: number; done: boolean } {
  const { wanted, reached, done } = invites.parse(stored);
  return { wanted, reached, done };
}

/** The discount with the items it comes off: "20% off each item on 3 products". */
function discountText(stored: unknown, items: unknown): string {
  const parsed = discount.safeParse(stored);
  if (!parsed.success) return "";
  const named = applicableItems.safeParse(items);
  const words = named.success && comesOffItems(parsed.data) ? itemsWords(itemsOf(named.data)) : "";
  return `${describeDiscount(parsed.data)} ${words}`.trim();
}
