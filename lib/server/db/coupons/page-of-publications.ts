import { PUBLICATIONS } from "@/lib/server/db/lists/kinds";
import { inOrder, narrowedIds, type PageQuery } from "@/lib/server/db/lists/narrowed-ids";
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

/** A page of what a workspace gave to customers and did not take back, newest first unless asked otherwise, and how many there are. */
export async function pageOfPublications(
  queryable: Queryable,
  workspaceId: string,
  query: PageQuery,
  { campaignId, customerId }: { campaignId: string | null; customerId: string | null },
): Promise<{ publications: Listed[]; total: number; hasMore: boolean }> {
  const { ids, hasMore, total } = await narrowedIds(queryable, PUBLICATIONS, workspaceId, query, [
    ...(campaignId ? [["p.campaign_id = ?", campaignId] as const] : []),
    ...(customerId ? [["p.customer_id = ?", customerId] as const] : []),
  ]);
  const { rows } = await queryable.query<Listed>(
    `SELECT p.id, p.customer_id AS "customerId", p.voucher_id AS "voucherId", p.code, c.name AS "campaignName", p.channel, p.source,
            p.source_id AS "sourceId", p.metadata, p.created_at AS "createdAt"
     FROM publication p JOIN campaign c ON c.id = p.campaign_id WHERE p.workspace_id = $1 AND p.id = ANY($2::uuid[])`,
    [workspaceId, ids],
  );
  return { publications: inOrder(ids, rows), total: await total(), hasMore };
}
