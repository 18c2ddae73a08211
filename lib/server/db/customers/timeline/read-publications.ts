import { describeDiscount } from "@/lib/domain/coupon/describe-discount";
import { discount } from "@/lib/domain/coupon/discount";
import type { LoggedPublication } from "@/lib/domain/timeline/describe-coupon";
import type { Queryable } from "@/lib/server/db/pool";
import type { TimelineRead } from "./timeline-read";

/** Codes given to the customer by any way, newest first. */
export async function readTimelinePublications(
  queryable: Queryable,
  { customerId, workspaceId, from, limit }: TimelineRead,
): Promise<LoggedPublication[]> {
  const { rows } = await queryable.query<Row>({
    name: "timeline-publications",
    text: SQL,
    values: [customerId, workspaceId, from?.[0] ?? "infinity", from?.[1] ?? LAST_UUID, limit],
  });
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    campaignId: row.campaign_id,
    campaignName: row.campaign_name,
    discount: describeDiscount(discount.parse(row.discount)),
    source: row.source,
    flowId: row.flow_id,
    flowName: row.flow_name,
    runId: row.run_id,
    stepId: row.step_id,
    expiresAt: row.expires_at?.getTime() ?? null,
    releasedAt: row.released_at?.getTime() ?? null,
    createdAt: row.created_at.getTime(),
  }));
}

type Row = {
  id: string;
  code: string;
  campaign_id: string;
  campaign_name: string;
  discount: unknown;
  source: string;
  flow_id: string | null;
  flow_name: string | null;
  run_id: string | null;
  step_id: string | null;
  expires_at: Date | null;
  released_at: Date | null;
  created_at: Date;
};

const LAST_UUID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

// The voucher is looked up among the customer's own, so that no shard has to be known.
const SQL = `
SELECT p.id, p.code, p.campaign_id, c.name AS campaign_name, c.discount, p.source, p.flow_id, f.name AS flow_name, p.run_id, p.step_id,
  v.expires_at, p.released_at, p.created_at
FROM publication p
JOIN campaign c ON c.id = p.campaign_id
LEFT JOIN flow f ON f.id = p.flow_id
LEFT JOIN voucher v ON v.customer_id = $1 AND v.id = p.voucher_id
WHERE p.customer_id = $1 AND p.workspace_id = $2 AND p.created_at <= $3::timestamptz
  AND (p.created_at, p.id) <= ($3::timestamptz, $4::uuid)
ORDER BY p.created_at DESC, p.id DESC LIMIT $5`;
