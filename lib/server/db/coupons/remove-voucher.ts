import type { Queryable } from "@/lib/server/db/pool";

/** Removes a code that nobody has and that no redemption names. @returns whether it did */
export async function removeVoucher(
  queryable: Queryable,
  voucher: { shard: number; id: string },
): Promise<boolean> {
  const { rowCount } = await queryable.query(
    `DELETE FROM voucher v WHERE v.shard = $1 AND v.id = $2 AND v.customer_id IS NULL AND v.redeemed_quantity = 0
       AND NOT EXISTS (SELECT 1 FROM redemption r WHERE r.voucher_id = v.id)`,
    [voucher.shard, voucher.id],
  );
  return rowCount === 1;
}
