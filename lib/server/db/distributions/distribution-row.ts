/** A distribution with its flow, what its setup names, and its flow's counters. Money in minor units. */
export type DistributionRow = {
  id: string;
  name: string;
  /** DistributionSetup as stored */
  setup: unknown;
  flow_id: string | null;
  status: "draft" | "live" | "paused" | "stopped";
  version: number | null;
  launched_at: Date | null;
  campaign_id: string | null;
  campaign_name: string | null;
  campaign_discount: unknown;
  /** ApplicableTo as stored, of the campaign's own rule */
  campaign_items: unknown;
  template_id: string | null;
  template_name: string | null;
  segment_id: string | null;
  segment_name: string | null;
  segment_members: number | null;
  /** Invites as stored */
  invites: unknown;
  entered: number;
  codes: number;
  sent: number;
  skipped: number;
  converted: number;
  revenue: number;
  currency: string;
  created_at: Date;
  updated_at: Date;
};

/** Distributions `d` of workspace $1 as rows; a condition and an order follow. */
export const SELECT_DISTRIBUTIONS = `
SELECT d.id, d.name, d.setup, d.flow_id, COALESCE(f.status, 'draft') AS status, f.launched_at, d.created_at, d.updated_at, w.currency,
  (SELECT v.number FROM flow_version v WHERE v.id = f.live_version_id) AS version,
  d.invites, g.id AS segment_id, g.name AS segment_name,
  (SELECT count(*) FROM generate_series(0, 63) AS n (shard) JOIN segment_member sm ON sm.shard = n.shard AND sm.segment_id = g.id)::int AS segment_members,
  c.id AS campaign_id, c.name AS campaign_name, c.discount AS campaign_discount,
  (SELECT r.applicable_to FROM validation_rule_assignment a JOIN validation_rule r ON r.id = a.rule_id
   WHERE a.workspace_id = c.workspace_id AND a.object_id = c.id ORDER BY a.created_at, a.id LIMIT 1) AS campaign_items, m.id AS template_id, m.name AS template_name,
  COALESCE(t.entered, 0)::bigint AS entered, COALESCE(t.codes, 0)::bigint AS codes, COALESCE(t.sent, 0)::bigint AS sent,
  COALESCE(t.skipped, 0)::bigint AS skipped, COALESCE(t.converted, 0)::bigint AS converted, COALESCE(t.revenue, 0)::bigint AS revenue
FROM distribution d
JOIN workspace w ON w.id = d.workspace_id
LEFT JOIN flow f ON f.id = d.flow_id
LEFT JOIN campaign c ON c.workspace_id = d.workspace_id AND c.id = (d.setup ->> 'campaignId')::uuid
LEFT JOIN template m ON m.workspace_id = d.workspace_id AND m.id = (d.setup ->> 'templateId')::uuid
LEFT JOIN segment g ON g.workspace_id = d.workspace_id AND g.id = (d.setup -> 'audience' ->> 'segmentId')::uuid
LEFT JOIN LATERAL (
  SELECT sum(s.count) FILTER (WHERE s.step_id = '' AND s.outcome = 'entered') AS entered,
    sum(s.count) FILTER (WHERE s.outcome = 'port:issued') AS codes,
    sum(s.count) FILTER (WHERE s.outcome = 'sent') AS sent,
    sum(s.count) FILTER (WHERE s.outcome LIKE 'skipped:%') AS skipped,
    sum(s.count) FILTER (WHERE s.step_id = '' AND s.outcome = 'converted') AS converted,
    sum(s.amount) FILTER (WHERE s.step_id = '' AND s.outcome = 'converted') AS revenue
  FROM flow_version v JOIN step_total s ON s.version_id = v.id
  WHERE v.flow_id = d.flow_id
) t ON true
WHERE d.workspace_id = $1`;
