import type { Queryable } from "@/lib/server/db/pool";

/** Ends a session's hold on a code. @returns whether it had one */
export async function unlockVoucher(
  queryable: Queryable,
  voucher: { shard: number; id: string },
  key: string,
): Promise<boolean> {
  const { rowCount } = await queryable.query(
    `UPDATE voucher SET sessions = sessions - $3::text WHERE shard = $1 AND id = $2 AND sessions ? $3::text`,
    [voucher.shard, voucher.id, key],
  );
  return rowCount === 1;
}
