import type { Queryable } from "@/lib/server/db/pool";

/**
 * The code that a customer was given first of a campaign and still has, used up or not; null when there is none. Others who ask for the
 * same customer wait until the caller's transaction ends, so that of two who ask at once the second finds the code of the first.
 */
export async function findOwnCode(
  queryable: Queryable,
  customerId: string,
  campaignId: string,
): Promise<string | null> {
  await queryable.query(
    `SELECT pg_advisory_xact_lock(hashtextextended('code of ' || $1 || ' in ' || $2, 0))`,
    [customerId, campaignId],
  );
  const { rows } = await queryable.query<{ code: string }>(
    `SELECT code FROM voucher WHERE customer_id = $1 AND campaign_id = $2 ORDER BY published_at, id LIMIT 1`,
    [customerId, campaignId],
  );
  return rows[0]?.code ?? null;
}
