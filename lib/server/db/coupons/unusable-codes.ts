import type { Queryable } from "@/lib/server/db/pool";

/** How many codes of each campaign nobody has and nobody can be given any more, by campaign: they are used, have expired, or are switched off. */
export async function unusableCodes(
  queryable: Queryable,
  campaignIds: readonly string[],
  now: Date,
): Promise<Map<string, number>> {
  if (campaignIds.length === 0) return new Map();
  const { rows } = await queryable.query<{ campaign_id: string; count: number }>({
    name: "unusable-codes",
    text: `SELECT campaign_id, sum(count)::int AS count FROM (
             SELECT campaign_id, count(*) FROM voucher
             WHERE campaign_id = ANY ($1::uuid[]) AND customer_id IS NULL AND redeemed_quantity = 0 AND (expires_at <= $2 OR NOT active) GROUP BY campaign_id
             UNION ALL SELECT campaign_id, count FROM campaign_total WHERE campaign_id = ANY ($1::uuid[]) AND kind = 'ungiven'
           ) u GROUP BY campaign_id`,
    values: [campaignIds, now],
  });
  return new Map(rows.map(({ campaign_id, count }) => [campaign_id, count]));
}
