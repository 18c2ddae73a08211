import type { Queryable } from "@/lib/server/db/pool";

/** A code that a customer with an e-mail has. `agreed`: whether they agreed to e-mail. */
export type GivenCode = { id: string; at: Date; email: string; code: string; agreed: boolean };

/** Codes of a campaign that customers have and can still use, in the order in which they were given, from after a gift. */
export async function givenCodes(
  queryable: Queryable,
  campaignId: string,
  { after, limit, now }: { after: { at: Date; id: string } | null; limit: number; now: Date },
): Promise<GivenCode[]> {
  const { rows } = await queryable.query<GivenCode>(
    `SELECT p.id, p.created_at AS at, c.email, p.code, coalesce(c.consent->'email'->>'state' = 'granted', false) AS agreed
     FROM publication p
     JOIN voucher v ON v.workspace_id = p.workspace_id AND v.id = p.voucher_id
     JOIN customer c ON c.shard = ('x' || right(p.customer_id::text, 2))::bit(8)::int % 64 AND c.id = p.customer_id
     WHERE p.campaign_id = $1 AND p.released_at IS NULL AND c.email IS NOT NULL
       AND v.active AND (v.expires_at IS NULL OR v.expires_at > $5) AND (v.quantity IS NULL OR v.redeemed_quantity < v.quantity)
       AND ($2::timestamptz IS NULL OR (p.created_at, p.id) > ($2, $3::uuid))
     ORDER BY p.created_at, p.id LIMIT $4`,
    [campaignId, after?.at ?? null, after?.id ?? null, limit, now],
  );
  return rows;
}
