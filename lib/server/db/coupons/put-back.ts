import type { Queryable } from "@/lib/server/db/pool";

/** Returns codes to their pool, as if never given, each with the start and the end it had of its own. Codes that were redeemed stay where they are. */
export async function putBack(
  queryable: Queryable,
  vouchers: readonly { shard: number; id: string }[],
): Promise<void> {
  if (vouchers.length === 0) return;
  await queryable.query({
    name: "put-vouchers-back",
    text: `UPDATE voucher v SET customer_id = NULL, run_id = NULL, published_at = NULL, starts_at = v.own_starts_at,
             expires_at = v.own_expires_at
           FROM unnest($1::smallint[], $2::uuid[]) AS w (shard, id)
           WHERE v.shard = w.shard AND v.id = w.id AND v.redeemed_quantity = 0`,
    values: [vouchers.map(({ shard }) => shard), vouchers.map(({ id }) => id)],
  });
}
