import type { LoggedRedemption } from "@/lib/domain/timeline/describe-coupon";
import type { Queryable } from "@/lib/server/db/pool";
import type { TimelineRead } from "./timeline-read";

/** The customer's tries to use a code, newest first. */
export async function readTimelineRedemptions(
  queryable: Queryable,
  { customerId, workspaceId, from, limit }: TimelineRead,
): Promise<LoggedRedemption[]> {
  const { rows } = await queryable.query<Row>({
    name: "timeline-redemptions",
    text: SQL,
    values: [customerId, workspaceId, from?.[0] ?? "infinity", from?.[1] ?? LAST_UUID, limit],
  });
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    campaignName: row.campaign_name,
    runId: row.run_id,
    status: row.status,
    failure: row.failure,
    orderId: row.order_id,
    orderAmount: row.order_amount,
    discountAmount: row.discount_amount,
    currency: row.currency,
    createdAt: row.created_at.getTime(),
  }));
}

type Row = {
  id: string;
  code: string;
  campaign_name: string;
  run_id: string | null;
  status: string;
  failure: string | null;
  order_id: string | null;
  order_amount: number | null;
  discount_amount: number | null;
  currency: string | null;
  created_at: Date;
};

const LAST_UUID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

const SQL = `
SELECT r.id, r.code, c.name AS campaign_name, r.run_id, r.status, r.failure, r.order_id, r.order_amount, r.discount_amount, r.currency, r.created_at
FROM redemption r JOIN campaign c ON c.id = r.campaign_id
WHERE r.customer_id = $1 AND r.workspace_id = $2 AND (r.created_at, r.id) <= ($3::timestamptz, $4::uuid)
ORDER BY r.created_at DESC, r.id DESC LIMIT $5`;
