import type { Queryable } from "@/lib/server/db/pool";

/**
 * Holds a use of a code for a session until `until` (epoch ms), if one is left that nobody else holds: one conditional update, so
 * that no more sessions hold a code than it has uses. The same key again renews the hold. A code without a limit needs no hold: it
 * never runs out, and everybody's checkouts would pile up on it.
 * @returns whether the session has it
 */
export async function lockVoucher(
  queryable: Queryable,
  voucher: { shard: number; id: string; quantity: number | null },
  session: { key: string; until: number; now: number },
): Promise<boolean> {
  if (voucher.quantity === null) return true;
  const { rowCount } = await queryable.query({
    name: "lock-voucher",
    text: `UPDATE voucher SET sessions = (
             SELECT coalesce(jsonb_object_agg(s.key, s.value), '{}'::jsonb) FROM jsonb_each(sessions) s WHERE s.value::bigint > $4::bigint
           ) || jsonb_build_object($3::text, $5::bigint)
           WHERE shard = $1 AND id = $2 AND active AND (quantity IS NULL OR redeemed_quantity + (
             SELECT count(*) FROM jsonb_each_text(sessions) s WHERE s.key <> $3::text AND s.value::bigint > $4::bigint
           ) < quantity)`,
    values: [voucher.shard, voucher.id, session.key, session.now, session.until],
  });
  return rowCount === 1;
}
