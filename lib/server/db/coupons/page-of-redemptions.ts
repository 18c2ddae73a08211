import { REDEMPTIONS } from "@/lib/server/db/lists/kinds";
import { inOrder, narrowedIds, type PageQuery } from "@/lib/server/db/lists/narrowed-ids";
import type { Queryable } from "@/lib/server/db/pool";
import type { RedemptionRecord } from "./insert-redemption";
import { type RedemptionRow, redemptionOf } from "./read-redemption";

type Of = {
  campaignId?: string | null;
  customerId?: string | null;
  voucherId?: string;
  result?: "SUCCESS" | "FAILURE" | undefined;
};

/** A page of redemptions of a workspace, refused tries among them, newest first unless asked otherwise, and how many there are. */
export async function pageOfRedemptions(
  queryable: Queryable,
  workspaceId: string,
  query: PageQuery,
  { campaignId, customerId, voucherId, result }: Of,
): Promise<{ redemptions: RedemptionRecord[]; total: number; hasMore: boolean }> {
  const { ids, hasMore, total } = await narrowedIds(queryable, REDEMPTIONS, workspaceId, query, [
    ...(campaignId ? [["r.campaign_id = ?", campaignId] as const] : []),
    ...(customerId ? [["r.customer_id = ?", customerId] as const] : []),
    ...(voucherId ? [["r.voucher_id = ?", voucherId] as const] : []),
    ...(result ? [["(r.status = 'failed') = ?", result === "FAILURE"] as const] : []),
  ]);
  const { rows } = await queryable.query<RedemptionRow>(
    `SELECT * FROM redemption WHERE workspace_id = $1 AND id = ANY($2::uuid[])`,
    [workspaceId, ids],
  );
  return { redemptions: inOrder(ids, rows).map(redemptionOf), total: await total(), hasMore };
}
