import type { Queryable } from "@/lib/server/db/pool";

/** What a provider, or the customer's own click, says about a message that was sent. */
export type Report = "delivered" | "bounced" | "failed" | "opened" | "clicked";

export type ReportedMessage = {
  id: string;
  workspaceId: string;
  customerId: string;
  flowId: string;
  versionId: string;
  runId: string;
  stepId: string;
  channel: "email" | "sms" | "webhook";
};

/**
 * Notes a report on its message. `connectionId`: only a message that was sent through this connection; null for a click, which is
 * signed by us. @returns the message; null when there is none, or the report says nothing that could still be true of it
 */
export async function applyReport(
  queryable: Queryable,
  told: {
    shard: number;
    id: string;
    workspaceId: string;
    connectionId: string | null;
    report: Report;
    reason: string | null;
    at: Date;
  },
): Promise<ReportedMessage | null> {
  const { rows } = await queryable.query<ReportedMessage>({
    name: "apply-report",
    text: SQL,
    values: [told.shard, told.id, told.workspaceId, told.connectionId, told.report, told.at, told.reason],
  });
  return rows[0] ?? null;
}

// A report can be faster than our own note that the message went out. Reports come late, twice and out of order. The first click or opening is kept; a bounce after a delivery is the last word.
const SQL = `
UPDATE message SET
  status = CASE WHEN $5 = 'delivered' THEN 'delivered' WHEN $5 IN ('bounced', 'failed') THEN 'failed' ELSE status END,
  reason = CASE WHEN $5 = 'delivered' THEN NULL WHEN $5 IN ('bounced', 'failed') THEN $7 ELSE reason END,
  delivered_at = CASE WHEN $5 = 'delivered' THEN $6 ELSE delivered_at END,
  opened_at = CASE WHEN $5 = 'opened' THEN $6 ELSE opened_at END,
  clicked_at = CASE WHEN $5 = 'clicked' THEN $6 ELSE clicked_at END
WHERE shard = $1 AND id = $2 AND workspace_id = $3 AND ($4::uuid IS NULL OR connection_id = $4 OR (connection_id IS NULL AND status = 'queued'))
  AND CASE $5::text
    WHEN 'delivered' THEN status IN ('queued', 'sent', 'unknown')
    WHEN 'bounced' THEN status IN ('queued', 'sent', 'delivered', 'unknown')
    WHEN 'failed' THEN status IN ('queued', 'sent', 'unknown')
    WHEN 'opened' THEN opened_at IS NULL
    ELSE clicked_at IS NULL
  END
RETURNING id, workspace_id AS "workspaceId", customer_id AS "customerId", flow_id AS "flowId", version_id AS "versionId",
  run_id AS "runId", step_id AS "stepId", channel`;
