import type { Queryable } from "@/lib/server/db/pool";

type Listed = {
  id: string;
  customerId: string;
  voucherId: string;
  code: string;
  campaignName: string;
  channel: string | null;
  source: string;
  sourceId: string | null;
  metadata: Record<string, unknown>;
  createdAt: Date;
};

/** Totals beyond this are not counted out. */
const MOST_COUNTED = 100_000;

/** A page of what a workspace gave to customers and did not take back, newest first, and how many there are. */
export async function pageOfPublications(
  queryable: Queryable,
  workspaceId: string,
  filter: { campaignId: string | null; customerId: string | null; limit: number; offset: number },
): Promise<{ publications: Listed[]; total: number }> {
  const { campaignId, customerId, limit, offset } = filter;
  const where = `FROM publication p JOIN campaign c ON c.id = p.campaign_id WHERE p.workspace_id = $1 AND p.released_at IS NULL
    ${campaignId ? "AND p.campaign_id = $2" : "AND $2::uuid IS NULL"}
    ${customerId ? "AND p.customer_id = $3" : "AND $3::uuid IS NULL"}`;
  const values = [workspaceId, campaignId, customerId];
  const { rows } = await queryable.query<Listed>(
    `SELECT p.id, p.customer_id AS "customerId", p.voucher_id AS "voucherId", p.code, c.name AS "campaignName", p.channel, p.source,
            p.source_id AS "sourceId", p.metadata, p.created_at AS "createdAt" ${where} ORDER BY p.id DESC LIMIT $4 OFFSET $5`,
    [...values, limit, offset],
  );
  const counted = await queryable.query<{ total: number }>(
    `SELECT count(*) AS total FROM (SELECT 1 ${where} LIMIT $4) counted`,
    [...values, MOST_COUNTED],
  );
  return { publications: rows, total: counted.rows[0]?.total ?? 0 };
}
