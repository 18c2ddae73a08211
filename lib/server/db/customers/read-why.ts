import type { Queryable } from "@/lib/server/db/pool";

export type WhyRow = {
  flow_id: string;
  flow_name: string;
  flow_status: string;
  launched_at: Date | null;
  /** Event names that let people in. */
  triggers: string[];
  run_id: string | null;
  version_id: string | null;
  status: "active" | "completed" | "converted" | "exited" | "failed" | null;
  step_id: string | null;
  wake_at: Date | null;
  entered_at: Date | null;
  ended_at: Date | null;
  end_reason: string | null;
  converted_at: Date | null;
  revenue: number | null;
  currency: string | null;
  refusal_event_id: number | null;
  refusal_reason: string | null;
  refusal_detail: Record<string, unknown> | null;
  refusal_at: Date | null;
  trigger_name: string | null;
  trigger_at: Date | null;
};

/** For each flow that was ever launched: the customer's latest run, latest refusal and latest triggering event. One statement. */
export async function readWhy(
  queryable: Queryable,
  workspaceId: string,
  customer: { shard: number; id: string },
): Promise<WhyRow[]> {
  const { rows } = await queryable.query<WhyRow>({
    name: "read-why",
    text: SQL,
    values: [workspaceId, customer.shard, customer.id],
  });
  return rows;
}

const SQL = `
WITH flows AS (
  SELECT f.id, f.name, f.status, f.launched_at,
    ARRAY(SELECT DISTINCT step->'config'->>'eventName' FROM jsonb_array_elements(v.document->'steps') AS step
          WHERE step->>'type' = 'event-trigger' AND step->'config'->>'eventName' <> '') AS triggers
  FROM flow f JOIN flow_version v ON v.id = f.live_version_id
  WHERE f.workspace_id = $1 AND f.archived_at IS NULL
), refusals AS (
  SELECT DISTINCT ON (flow_id) flow_id, event_id, reason, detail, at FROM entry_refusal
  WHERE shard = $2 AND customer_id = $3 ORDER BY flow_id, event_id DESC
), seen AS (
  SELECT name, max(accepted_at) AS at FROM event
  WHERE shard = $2 AND customer_id = $3 AND name IN (SELECT unnest(triggers) FROM flows) GROUP BY name
)
SELECT f.id AS flow_id, f.name AS flow_name, f.status AS flow_status, f.launched_at, f.triggers,
  r.id AS run_id, r.version_id, r.status, r.step_id, r.wake_at, r.entered_at, r.ended_at, r.end_reason, r.converted_at, r.revenue, r.currency,
  n.event_id AS refusal_event_id, n.reason AS refusal_reason, n.detail AS refusal_detail, n.at AS refusal_at,
  t.name AS trigger_name, t.at AS trigger_at
FROM flows f
LEFT JOIN LATERAL (
  SELECT * FROM run WHERE shard = $2 AND customer_id = $3 AND flow_id = f.id ORDER BY entered_at DESC LIMIT 1
) r ON true
LEFT JOIN refusals n ON n.flow_id = f.id
LEFT JOIN LATERAL (SELECT name, at FROM seen WHERE seen.name = ANY(f.triggers) ORDER BY at DESC LIMIT 1) t ON true
ORDER BY GREATEST(r.entered_at, n.at) DESC NULLS LAST, f.name`;
