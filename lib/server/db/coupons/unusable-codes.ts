import type { Queryable } from "@/lib/server/db/pool";

/** How many codes of each campaign nobody has and nobody can be given any more, by campaign: they have expired, or are switched off. */
export async function unusableCodes(
  queryable: Queryable,
  campaignIds: readonly string[],
  now: Date,
): Promise<Map<string, number>> {
  if (campaignIds.length === 0) return new Map();
  const { rows } = await queryable.query<{ campaign_id: string; count: number }>({
    name: "unusable-codes",
    text: `SELECT campaign_id, count(*)::int AS count FROM voucher
           WHERE campaign_id = ANY ($1::uuid[]) AND customer_id IS NULL AND (expires_at <= $2 OR NOT active) GROUP BY campaign_id`,
    values: [campaignIds, now],
  });
  return new Map(rows.map(({ campaign_id, count }) => [campaign_id, count]));
}
