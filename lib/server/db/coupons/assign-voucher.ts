import { datesWhenGiven } from "@/lib/domain/coupon/validity";
import type { Queryable } from "@/lib/server/db/pool";
import type { StoredVoucher } from "./voucher-row";

/**
 * Gives a certain code to a customer unless somebody has it or used it, or it has expired. `now` in epoch ms.
 * @returns whether they got it
 */
export async function assignVoucher(
  queryable: Queryable,
  voucher: StoredVoucher,
  customerId: string,
  now: number,
): Promise<boolean> {
  const { startsAt, expiresAt } = datesWhenGiven(voucher.campaign, now);
  const { rowCount } = await queryable.query({
    name: "assign-voucher",
    text: `UPDATE voucher SET customer_id = $3, published_at = $4, starts_at = greatest(starts_at, $5::timestamptz),
             expires_at = least(expires_at, $6::timestamptz)
           WHERE shard = $1 AND id = $2 AND customer_id IS NULL AND active
             AND redeemed_quantity = 0 AND (expires_at IS NULL OR expires_at > $4)`,
    values: [
      voucher.shard,
      voucher.id,
      customerId,
      new Date(now),
      startsAt === null ? null : new Date(startsAt),
      expiresAt === null ? null : new Date(expiresAt),
    ],
  });
  return rowCount === 1;
}
