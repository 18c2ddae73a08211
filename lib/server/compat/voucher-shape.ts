import { datesOf } from "@/lib/domain/coupon/validity";
import type { StoredVoucher } from "@/lib/server/db/coupons/voucher-row";
import { recurrenceShape } from "./campaign-shape";
import { discountShape } from "./discount-shape";
import { publicId } from "./ids";
import { listShape } from "./list-shape";

/** A voucher as the compatible API shows it. */
export function voucherShape(voucher: StoredVoucher): Record<string, unknown> {
  const { campaign } = voucher;
  const dates = datesOf(voucher, campaign);
  const gift = campaign.discount.type === "gift" ? campaign.discount : null;
  const own = campaign.ownCode;
  return {
    id: publicId("v", voucher.id),
    code: voucher.code,
    // Nobody asked for the campaign that a code of its own stands in.
    campaign: own ? null : campaign.name,
    campaign_id: own ? null : publicId("camp", campaign.id),
    category: null,
    category_id: null,
    categories: [],
    type: gift ? "GIFT_VOUCHER" : "DISCOUNT_VOUCHER",
    ...discountShape(campaign.discount),
    gift: gift && { amount: gift.amount, balance: voucher.balance ?? gift.amount },
    loyalty_card: null,
    start_date: iso(dates.startsAt),
    expiration_date: iso(dates.expiresAt),
    ...recurrenceShape(campaign.recurrence),
    active: voucher.active && campaign.active,
    additional_info: null,
    metadata: voucher.metadata,
    assets: null,
    is_referral_code: false,
    created_at: iso(voucher.createdAt),
    updated_at: null,
    holder_id: voucher.customerId === null ? null : publicId("cust", voucher.customerId),
    redemption: {
      quantity: voucher.quantity,
      redeemed_quantity: voucher.redeemedQuantity,
      object: "list",
      url: `/v1/vouchers/${encodeURIComponent(voucher.code)}/redemptions?page=1&limit=10`,
    },
    publish: {
      object: "list",
      count: voucher.customerId === null ? 0 : 1,
      url: `/v1/vouchers/${encodeURIComponent(voucher.code)}/publications?page=1&limit=10`,
    },
    validation_rules_assignments: assignmentsOf(voucher, own),
    object: "voucher",
  };
}

/** The rules a code is bound to itself; those of a code of its own are bound to what it stands in. */
function assignmentsOf({ id, rules }: StoredVoucher, own: boolean): Record<string, unknown> {
  const shapes = rules.flatMap(({ id: ruleId, assignment }) =>
    assignment.objectType === "voucher" || own
      ? [
          {
            id: publicId("asgm", assignment.id),
            rule_id: publicId("val", ruleId),
            related_object_id: publicId("v", id),
            related_object_type: "voucher",
            created_at: new Date(assignment.createdAt).toISOString(),
            object: "validation_rules_assignment",
          },
        ]
      : [],
  );
  return listShape("data", shapes, shapes.length);
}

function iso(epochMs: number | null): string | null {
  return epochMs === null ? null : new Date(epochMs).toISOString();
}
