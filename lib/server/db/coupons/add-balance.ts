import type { Queryable } from "@/lib/server/db/pool";

/** Adds minor units to a gift card, or takes them. @returns what is on it now; null when less would be on it than nothing */
export async function addBalance(
  queryable: Queryable,
  voucher: { shard: number; id: string },
  amount: number,
): Promise<number | null> {
  const { rows } = await queryable.query<{ balance: number }>(
    `UPDATE voucher SET balance = balance + $3::bigint WHERE shard = $1 AND id = $2 AND balance + $3::bigint >= 0 RETURNING balance`,
    [voucher.shard, voucher.id, amount],
  );
  return rows[0]?.balance ?? null;
}
