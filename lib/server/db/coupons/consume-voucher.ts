import type { Queryable } from "@/lib/server/db/pool";

/**
 * Uses a code once, if one use is left: one conditional update, so that of any number of simultaneous callers exactly as many get
 * through as the code allows.
 * @returns how often it has been used now; null when this caller did not get it
 */
export async function consumeVoucher(
  queryable: Queryable,
  voucher: { shard: number; id: string },
): Promise<number | null> {
  const { rows } = await queryable.query<{ redeemed_quantity: number }>({
    name: "consume-voucher",
    text: `UPDATE voucher SET redeemed_quantity = redeemed_quantity + 1
           WHERE shard = $1 AND id = $2 AND active AND (quantity IS NULL OR redeemed_quantity < quantity)
           RETURNING redeemed_quantity`,
    values: [voucher.shard, voucher.id],
  });
  return rows[0]?.redeemed_quantity ?? null;
}
