import type { Queryable } from "@/lib/server/db/pool";

/** How many codes a campaign has, and how many of them nobody has. */
export async function countCodes(
  queryable: Queryable,
  campaignId: string,
): Promise<{ codes: number; free: number }> {
  const { rows } = await queryable.query<{ codes: number; free: number }>(
    `SELECT (SELECT count(*) FROM voucher WHERE campaign_id = $1) AS codes,
            (SELECT count(*) FROM voucher WHERE campaign_id = $1 AND customer_id IS NULL AND active) AS free`,
    [campaignId],
  );
  return rows[0] ?? { codes: 0, free: 0 };
}
