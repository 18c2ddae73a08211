import type { Queryable } from "@/lib/server/db/pool";

/**
 * How many codes a campaign has, how many of them nobody has, and how many a customer has and could use at `now`: neither used up nor
 * expired.
 */
export async function countCodes(
  queryable: Queryable,
  campaignId: string,
  now: Date,
): Promise<{ codes: number; free: number; open: number }> {
  const { rows } = await queryable.query<{ codes: number; free: number; open: number }>({
    name: "count-codes",
    text: `SELECT count(*) AS codes,
                  count(*) FILTER (WHERE customer_id IS NULL AND active) AS free,
                  count(*) FILTER (
                    WHERE customer_id IS NOT NULL AND active AND (expires_at IS NULL OR expires_at > $2)
                      AND (quantity IS NULL OR redeemed_quantity < quantity)
                  ) AS open
           FROM voucher WHERE campaign_id = $1`,
    values: [campaignId, now],
  });
  return rows[0] ?? { codes: 0, free: 0, open: 0 };
}
