import type { Queryable } from "@/lib/server/db/pool";

/**
 * Holds a use of a code for a session until `until` (epoch ms), if one is left that nobody else holds: one conditional update, so
 * that no more sessions hold a code than it has uses. The same key again renews the hold. A code without a limit needs no hold: it
 * never runs out, and everybody's checkouts would pile up on it.
 * @returns null when the session has not got it; else until when (epoch ms) it held it before this, null where it did not
 */
export async function lockVoucher(
  queryable: Queryable,
  voucher: { shard: number; id: string; quantity: number | null },
  session: { key: string; until: number; now: number },
): Promise<{ before: number | null } | null> {
  if (voucher.quantity === null) return { before: null };
  const { rows } = await queryable.query<{ before: number | null }>({
    name: "lock-voucher",
    text: `WITH earlier AS (
             SELECT (sessions ->> $3::text)::bigint AS until FROM voucher WHERE shard = $1 AND id = $2
           )
           UPDATE voucher SET sessions = (
             SELECT coalesce(jsonb_object_agg(s.key, s.value), '{}'::jsonb) FROM jsonb_each(sessions) s WHERE s.value::bigint > $4::bigint
           ) || jsonb_build_object($3::text, $5::bigint)
           FROM earlier WHERE shard = $1 AND id = $2 AND active AND (quantity IS NULL OR redeemed_quantity + (
             SELECT count(*) FROM jsonb_each_text(sessions) s WHERE s.key <> $3::text AND s.value::bigint > $4::bigint
           ) < quantity)
           RETURNING CASE WHEN earlier.until > $4::bigint THEN earlier.until END AS before`,
    values: [voucher.shard, voucher.id, session.key, session.now, session.until],
  });
  return rows[0] ?? null;
}
