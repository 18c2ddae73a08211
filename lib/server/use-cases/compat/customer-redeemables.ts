import type { compatCustomerRedeemables } from "@/lib/contracts/compat-extras";
import { datesOf } from "@/lib/domain/coupon/validity";
import { authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { publicId } from "@/lib/server/compat/ids";
import { listShape } from "@/lib/server/compat/list-shape";
import { voucherShape } from "@/lib/server/compat/voucher-shape";
import { pageOfVouchers } from "@/lib/server/db/coupons/page-of-vouchers";
import type { StoredVoucher } from "@/lib/server/db/coupons/voucher-row";
import { pool } from "@/lib/server/db/pool";
import { findCompatCustomer } from "./find-compat-customer";

/** The codes of a customer with what has become of each, newest first. */
export async function customerRedeemables(
  { actor, params, query }: CompatCall<typeof compatCustomerRedeemables>,
  clock = systemClock,
): Promise<CompatAnswer> {
  authorise(actor, "read");
  const { customerId } = await findCompatCustomer(actor.workspaceId, params.id);
  const { vouchers, total, hasMore } = await pageOfVouchers(pool(), actor.workspaceId, query, { customerId });
  const shapes = vouchers.map((voucher) => {
    const gift = voucher.campaign.discount.type === "gift";
    return {
      id: publicId("rdm", voucher.id),
      created_at: new Date(voucher.publishedAt ?? voucher.createdAt).toISOString(),
      redeemable_id: publicId("v", voucher.id),
      redeemable_object: "voucher",
      customer_id: publicId("cust", customerId),
      holder_role: "OWNER",
      campaign_id: publicId("camp", voucher.campaign.id),
      campaign_type: gift ? "GIFT_VOUCHERS" : "DISCOUNT_COUPONS",
      voucher_type: gift ? "GIFT_VOUCHER" : "DISCOUNT_VOUCHER",
      redeemable: {
        type: "voucher",
        voucher: voucherShape(voucher),
        status: statusOf(voucher, clock().getTime()),
      },
      object: "redeemable",
    };
  });
  return { status: 200, body: listShape("data", shapes, total, hasMore) };
}

function statusOf(voucher: StoredVoucher, now: number): string {
  const { startsAt, expiresAt } = datesOf(voucher, voucher.campaign);
  if (!voucher.active || !voucher.campaign.active) return "DISABLED";
  if (expiresAt !== null && now >= expiresAt) return "EXPIRED";
  if (voucher.balance === 0) return "NO_BALANCE";
  if (voucher.quantity !== null && voucher.redeemedQuantity >= voucher.quantity) return "USED";
  return startsAt !== null && now < startsAt ? "NOT_ACTIVE_YET" : "ACTIVE";
}
