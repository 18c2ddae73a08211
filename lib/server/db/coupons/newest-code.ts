import type { Queryable } from "@/lib/server/db/pool";

/** The code that was made last for a campaign; null when it has none. */
export async function newestCode(queryable: Queryable, campaignId: string): Promise<string | null> {
  const { rows } = await queryable.query<{ code: string }>(
    `SELECT code FROM voucher WHERE campaign_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1`,
    [campaignId],
  );
  return rows[0]?.code ?? null;
}
