import { datesOf } from "@/lib/domain/coupon/validity";
import type { StoredVoucher } from "@/lib/server/db/coupons/voucher-row";
import { discountShape } from "./discount-shape";
import { publicId } from "./ids";

/** A voucher as the compatible API shows it. */
export function voucherShape(voucher: StoredVoucher): Record<string, unknown> {
  const { campaign } = voucher;
  const dates = datesOf(voucher, campaign);
  return {
    id: publicId("v", voucher.id),
    code: voucher.code,
    campaign: campaign.name,
    campaign_id: publicId("camp", campaign.id),
    category: null,
    category_id: null,
    categories: [],
    type: "DISCOUNT_VOUCHER",
    ...discountShape(campaign.discount),
    gift: null,
    loyalty_card: null,
    start_date: iso(dates.startsAt),
    expiration_date: iso(dates.expiresAt),
    validity_timeframe: null,
    validity_day_of_week: null,
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
    validation_rules_assignments: { object: "list", data_ref: "data", data: [], total: 0 },
    object: "voucher",
  };
}

function iso(epochMs: number | null): string | null {
  return epochMs === null ? null : new Date(epochMs).toISOString();
}
