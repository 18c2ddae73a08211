import { Temporal } from "temporal-polyfill";
import type { ShownCampaign } from "@/lib/server/db/coupons/campaign-row";
import { discountShape } from "./discount-shape";
import { publicId } from "./ids";
import { listShape } from "./list-shape";

/** Days and hours at which codes count, as the compatible API shows them. */
export function recurrenceShape({ timeframe, daysOfWeek, hours }: ShownCampaign["recurrence"]) {
  return {
    validity_timeframe: timeframe,
    validity_day_of_week: daysOfWeek.length > 0 ? daysOfWeek : null,
    ...(hours.length > 0
      ? {
          validity_hours: {
            daily: hours.map(({ from, until, daysOfWeek: days }) => ({
              start_time: from,
              expiration_time: until,
              days_of_week: days,
            })),
          },
        }
      : {}),
  };
}

/** How many codes there are, how far the latest lot of them is, and what the campaign is bound to. */
type Facts = {
  codes: number;
  making: "IN_PROGRESS" | "DONE" | "FAILED";
  assignments: readonly Record<string, unknown>[];
};

/** A campaign as the compatible API shows it. */
export function campaignShape(
  campaign: ShownCampaign,
  { codes, making, assignments }: Facts,
): Record<string, unknown> {
  const gift = campaign.discount.type === "gift" ? campaign.discount : null;
  const { length, charset, prefix, postfix, pattern } = campaign.codeConfig;
  return {
    id: publicId("camp", campaign.id),
    name: campaign.name,
    description: campaign.description,
    campaign_type: gift ? "GIFT_VOUCHERS" : "DISCOUNT_COUPONS",
    type: campaign.type.toUpperCase(),
    voucher: {
      type: gift ? "GIFT_VOUCHER" : "DISCOUNT_VOUCHER",
      ...(gift ? { gift: { amount: gift.amount, balance: gift.amount } } : discountShape(campaign.discount)),
      redemption: { quantity: campaign.quantityPerCode },
      code_config: { length, charset, ...present({ prefix, postfix, pattern }) },
      is_referral_code: false,
    },
    auto_join: false,
    join_once: campaign.joinOnce,
    use_voucher_metadata_schema: false,
    start_date: campaign.startsAt,
    expiration_date: campaign.endsAt,
    ...recurrenceShape(campaign.recurrence),
    activity_duration_after_publishing:
      campaign.validForMs === null
        ? null
        : Temporal.Duration.from({ milliseconds: campaign.validForMs })
            .round({ largestUnit: "hours" })
            .toString(),
    vouchers_count: codes,
    active: campaign.active,
    metadata: campaign.metadata,
    created_at: campaign.createdAt,
    updated_at: campaign.updatedAt,
    creation_status: making,
    vouchers_generation_status: making,
    protected: false,
    category_id: null,
    categories: [],
    validation_rules_assignments: listShape("data", [...assignments], assignments.length),
    object: "campaign",
  };
}

function present(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
}
