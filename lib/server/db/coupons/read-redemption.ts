import type { Queryable } from "@/lib/server/db/pool";
import type { RedemptionRecord } from "./insert-redemption";

/** A redemption as stored. */
export type RedemptionRow = {
  id: string;
  workspace_id: string;
  campaign_id: string;
  voucher_id: string;
  code: string;
  customer_id: string | null;
  run_id: string | null;
  status: RedemptionRecord["status"];
  failure: string | null;
  order_id: string | null;
  order_amount: number | null;
  discount_amount: number | null;
  currency: string | null;
  order: Record<string, unknown> | null;
  metadata: Record<string, unknown>;
  tracking_id: string | null;
  parent_id: string | null;
  counted: unknown;
  demo: boolean;
  created_at: Date;
  rolled_back_at: Date | null;
};

/** A redemption of a workspace; null when there is none. `lock` keeps others from changing it until the transaction ends. */
export async function readRedemption(
  queryable: Queryable,
  workspaceId: string,
  id: string,
  { lock }: { lock: boolean },
): Promise<RedemptionRecord | null> {
  const { rows } = await queryable.query<RedemptionRow>({
    name: lock ? "lock-redemption" : "read-redemption",
    text: `SELECT * FROM redemption WHERE id = $1 AND workspace_id = $2${lock ? " FOR NO KEY UPDATE" : ""}`,
    values: [id, workspaceId],
  });
  return rows[0] ? redemptionOf(rows[0]) : null;
}

/** The row in the product's words. */
export function redemptionOf(row: RedemptionRow): RedemptionRecord {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    campaignId: row.campaign_id,
    voucherId: row.voucher_id,
    code: row.code,
    customerId: row.customer_id,
    runId: row.run_id,
    status: row.status,
    failure: row.failure,
    orderId: row.order_id,
    orderAmount: row.order_amount,
    discountAmount: row.discount_amount,
    currency: row.currency,
    order: row.order,
    metadata: row.metadata,
    trackingId: row.tracking_id,
    parentId: row.parent_id,
    counted: Array.isArray(row.counted) ? row.counted.map(String) : [],
    demo: row.demo,
    createdAt: row.created_at.getTime(),
    rolledBackAt: row.rolled_back_at?.getTime() ?? null,
  };
}
