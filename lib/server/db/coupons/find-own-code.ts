import type { Queryable } from "@/lib/server/db/pool";

/** The code that a customer was given first of a campaign and still has, used up or not; null when there is none. */
export async function findOwnCode(
  queryable: Queryable,
  customerId: string,
  campaignId: string,
): Promise<string | null> {
  const { rows } = await queryable.query<{ code: string }>(
    `SELECT code FROM voucher WHERE customer_id = $1 AND campaign_id = $2 ORDER BY published_at, id LIMIT 1`,
    [customerId, campaignId],
  );
  return rows[0]?.code ?? null;
}
