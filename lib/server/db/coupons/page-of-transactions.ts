import { TRANSACTIONS } from "@/lib/server/db/lists/kinds";
import { inOrder, narrowedIds, type PageQuery } from "@/lib/server/db/lists/narrowed-ids";
import type { Queryable } from "@/lib/server/db/pool";

/** What was put onto a gift card or taken off it. Money in minor units, below zero where it was taken off. */
export type GiftTransaction = {
  id: string;
  campaign_id: string;
  voucher_id: string;
  type: "redemption" | "refund" | "addition" | "removal";
  amount: number;
  /** What was on the card after it */
  balance: number;
  redemption_id: string | null;
  order_id: string | null;
  related_id: string | null;
  reason: string | null;
  created_at: Date;
};

/** A page of the transactions of one gift card, or of all of a campaign, newest first unless asked otherwise. */
export async function pageOfTransactions(
  queryable: Queryable,
  workspaceId: string,
  query: PageQuery,
  of: { voucherId: string } | { campaignId: string },
): Promise<{ transactions: GiftTransaction[]; hasMore: boolean }> {
  const { ids, hasMore } = await narrowedIds(queryable, TRANSACTIONS, workspaceId, query, [
    "voucherId" in of ? ["t.voucher_id = ?", of.voucherId] : ["t.campaign_id = ?", of.campaignId],
  ]);
  const { rows } = await queryable.query<GiftTransaction>(
    `SELECT id, campaign_id, voucher_id, type, amount, balance, redemption_id, order_id, related_id, reason, created_at
     FROM gift_transaction WHERE workspace_id = $1 AND id = ANY($2::uuid[])`,
    [workspaceId, ids],
  );
  return { transactions: inOrder(ids, rows), hasMore };
}
