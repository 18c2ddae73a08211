import { v7 as uuidv7 } from "uuid";
import type { Queryable } from "@/lib/server/db/pool";

/** Whose balance changed; `id` is the redemption's, where one changed it. */
type About = {
  id?: string;
  workspaceId: string;
  campaignId: string;
  voucherId: string;
  code: string;
  orderId?: string | null;
};

/** What changed. Minor units, below zero where they were taken off; `balance` is what was on the card then. */
type Change = {
  type: "redemption" | "refund" | "addition" | "removal";
  amount: number;
  balance: number;
  reason: string | null;
  /** user:<id> | key:<id> | system */
  by: string;
  /** Epoch ms */
  now: number;
};

/** Keeps what was put onto a gift card or taken off it, in the transaction that changed its balance. */
export async function insertGiftTransaction(
  queryable: Queryable,
  about: About,
  { type, amount, balance, reason, by, now }: Change,
): Promise<void> {
  await queryable.query({
    name: "insert-gift-transaction",
    text: `INSERT INTO gift_transaction (id, workspace_id, campaign_id, voucher_id, code, type, amount, balance, redemption_id, order_id,
             related_id, reason, created_by, created_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::uuid, $10, (
             SELECT t.id FROM gift_transaction t WHERE $6 = 'refund' AND t.redemption_id = $9::uuid AND t.type = 'redemption' LIMIT 1
           ), $11, $12, $13)`,
    values: [
      uuidv7({ msecs: now }),
      about.workspaceId,
      about.campaignId,
      about.voucherId,
      about.code,
      type,
      amount,
      balance,
      about.id ?? null,
      about.orderId ?? null,
      reason,
      by,
      new Date(now),
    ],
  });
}
