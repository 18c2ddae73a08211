import { datesOf } from "@/lib/domain/coupon/validity";
import type { StoredVoucher } from "@/lib/server/db/coupons/voucher-row";
import { recurrenceShape } from "./campaign-shape";
import { discountShape } from "./discount-shape";
import { publicId } from "./ids";

/** A voucher as the compatible API shows it. */
export function voucherShape(voucher: StoredVoucher): Record<string, unknown> {
  const { campaign } = voucher;
  const dates = datesOf(voucher, campaign);
  const gift = campaign.discount.type === "gift" ? campaign.discount : null;
  const own = campaign.type === "standalone" && campaign.name === voucher.code;
  return {
    id: publicId("v", voucher.id),
    code: voucher.code,
    // A code of its own stands in a campaign of one code that bears its name: nobody asked for that one.
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
    validation_rules_assignments: { object: "list", data_ref: "data", data: [], total: 0 },
    object: "voucher",
  };
}

function iso(epochMs: number | null): string | null {
  return epochMs === null ? null : new Date(epochMs).toISOString();
}
