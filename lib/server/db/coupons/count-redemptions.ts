import type { Queryable } from "@/lib/server/db/pool";

/** How often a customer has redeemed codes of a campaign, those taken back not counted. */
export async function countRedemptions(
  queryable: Queryable,
  campaignId: string,
  customerId: string,
): Promise<number> {
  const { rows } = await queryable.query<{ count: number }>({
    name: "count-redemptions",
    text: `SELECT count(*) AS count FROM redemption WHERE customer_id = $1 AND campaign_id = $2 AND status = 'succeeded'`,
    values: [customerId, campaignId],
  });
  return rows[0]?.count ?? 0;
}

/** Makes others who redeem in this campaign for this customer wait until the transaction ends, so that a count stays true. */
export async function lockRedemptionsOf(
  queryable: Queryable,
  campaignId: string,
  customerId: string,
): Promise<void> {
  await queryable.query({
    name: "lock-redemptions-of",
    text: `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`,
    values: [`redemptions ${campaignId} ${customerId}`],
  });
}
