import type { Queryable } from "@/lib/server/db/pool";

/** One use of a code, or a refused try. Money in minor units, times in epoch ms. */
export type RedemptionRecord = {
  id: string;
  workspaceId: string;
  campaignId: string;
  voucherId: string;
  code: string;
  customerId: string | null;
  runId: string | null;
  status: "succeeded" | "failed" | "rolled_back";
  /** Error key of a failed one */
  failure: string | null;
  orderId: string | null;
  orderAmount: number | null;
  discountAmount: number | null;
  currency: string | null;
  /** The order as it was answered. */
  order: Record<string, unknown> | null;
  metadata: Record<string, unknown>;
  trackingId: string | null;
  /** The redemption of a stack that this one is part of */
  parentId: string | null;
  /** Keys of the counters it was counted in */
  counted: readonly string[];
  demo: boolean;
  createdAt: number;
  rolledBackAt: number | null;
};

/** Writes a redemption that used no code up: a refused try, or the one that stands for a stack. */
export async function insertRedemption(queryable: Queryable, redemption: RedemptionRecord): Promise<void> {
  await queryable.query({
    name: "insert-redemption",
    text: `INSERT INTO redemption (id, workspace_id, campaign_id, voucher_id, code, customer_id, run_id, status, failure, order_id,
             order_amount, discount_amount, currency, "order", metadata, tracking_id, demo, created_at, parent_id, counted)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
    values: [
      redemption.id,
      redemption.workspaceId,
      redemption.campaignId,
      redemption.voucherId,
      redemption.code,
      redemption.customerId,
      redemption.runId,
      redemption.status,
      redemption.failure,
      redemption.orderId,
      redemption.orderAmount,
      redemption.discountAmount,
      redemption.currency,
      redemption.order === null ? null : JSON.stringify(redemption.order),
      JSON.stringify(redemption.metadata),
      redemption.trackingId,
      redemption.demo,
      new Date(redemption.createdAt),
      redemption.parentId,
      JSON.stringify(redemption.counted),
    ],
  });
}
