import type { Queryable } from "@/lib/server/db/pool";
import type { CodeTerms } from "./code-terms";

/** Changes what is given of one code; undefined stays, null clears. Times as ISO texts. */
export async function changeVoucher(
  queryable: Queryable,
  voucher: { shard: number; id: string },
  change: CodeTerms,
): Promise<void> {
  const given = (value: unknown) => value !== undefined;
  await queryable.query(
    `UPDATE voucher SET active = coalesce($3, active),
       starts_at = CASE WHEN $4 THEN $5::timestamptz ELSE starts_at END,
       own_starts_at = CASE WHEN $4 THEN $5::timestamptz ELSE own_starts_at END,
       expires_at = CASE WHEN $6 THEN $7::timestamptz ELSE expires_at END,
       own_expires_at = CASE WHEN $6 THEN $7::timestamptz ELSE own_expires_at END,
       quantity = CASE WHEN $8 THEN $9::int ELSE quantity END,
       metadata = metadata || coalesce($10::jsonb, '{}'::jsonb)
     WHERE shard = $1 AND id = $2`,
    [
      voucher.shard,
      voucher.id,
      change.active ?? null,
      given(change.startsAt),
      change.startsAt ?? null,
      given(change.expiresAt),
      change.expiresAt ?? null,
      given(change.quantity),
      change.quantity ?? null,
      change.metadata ? JSON.stringify(change.metadata) : null,
    ],
  );
}
