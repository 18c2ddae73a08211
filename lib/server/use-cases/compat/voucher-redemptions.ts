import type { compatVoucherRedemptions } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { redemptionShape } from "@/lib/server/compat/redemption-shape";
import { pageOfRedemptions } from "@/lib/server/db/coupons/page-of-redemptions";
import { pool } from "@/lib/server/db/pool";
import { findVoucherOrFail } from "./find-voucher-or-fail";

/** What a code was used for, newest first. */
export async function voucherRedemptions({
  actor,
  params,
}: CompatCall<typeof compatVoucherRedemptions>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const voucher = await findVoucherOrFail(pool(), actor.workspaceId, params.code);
  const { redemptions, total } = await pageOfRedemptions(
    pool(),
    actor.workspaceId,
    { limit: 100, page: 1 },
    { voucherId: voucher.id },
  );
  return {
    status: 200,
    body: {
      quantity: voucher.quantity,
      redeemed_quantity: voucher.redeemedQuantity,
      object: "list",
      data_ref: "redemption_entries",
      redemption_entries: redemptions.map(redemptionShape),
      total,
      url: `/v1/vouchers/${encodeURIComponent(voucher.code)}/redemption`,
    },
  };
}
