import type { FlowStatus } from "@/lib/contracts/flow-shared";
import type { Queryable } from "@/lib/server/db/pool";

export type ListedFlow = {
  id: string;
  name: string;
  status: FlowStatus;
  archived: boolean;
  entered: number;
  converted: number;
  /** Minor units */
  revenue: number;
  currency: string;
  trigger: string | null;
  steps: number;
  version: number | null;
  updated_at: Date;
  launched_at: Date | null;
};

export type FlowFilter = {
  search: string | null;
  status: FlowStatus | null;
  archived: boolean;
  after: { updatedAt: string; id: string } | null;
};

/** Flows that fit, the latest changed first, after the one that the last page ended with. What they brought comes from the counters. */
export async function listFlows(
  queryable: Queryable,
  workspaceId: string,
  { search, status, archived, after }: FlowFilter,
  limit: number,
): Promise<ListedFlow[]> {
  const { rows } = await queryable.query<ListedFlow>({
    name: "list-flows",
    text: SQL,
    values: [workspaceId, archived, status, search, after?.updatedAt ?? null, after?.id ?? null, limit],
  });
  return rows;
}

const SQL = `
SELECT f.id, f.name, f.status, f.archived_at IS NOT NULL AS archived, w.currency, f.updated_at, f.launched_at,
  jsonb_array_length(f.draft -> 'steps') AS steps,
  NULLIF(jsonb_path_query_first(f.draft, '$.steps[*] ? (@.type == "event-trigger").config.eventName') #>> '{}', '') AS trigger,
  (SELECT v.number FROM flow_version v WHERE v.id = f.live_version_id) AS version,
  COALESCE(t.entered, 0)::bigint AS entered, COALESCE(t.converted, 0)::bigint AS converted, COALESCE(t.revenue, 0)::bigint AS revenue
FROM flow f
JOIN workspace w ON w.id = f.workspace_id
LEFT JOIN LATERAL (
  SELECT sum(s.count) FILTER (WHERE s.outcome = 'entered') AS entered,
    sum(s.count) FILTER (WHERE s.outcome = 'converted') AS converted,
    sum(s.amount) FILTER (WHERE s.outcome = 'converted') AS revenue
  FROM flow_version v JOIN step_total s ON s.version_id = v.id AND s.step_id = '' AND s.outcome IN ('entered', 'converted')
  WHERE v.flow_id = f.id
) t ON true
WHERE f.workspace_id = $1 AND (f.archived_at IS NOT NULL) = $2 AND ($3::text IS NULL OR f.status = $3)
  AND ($4::text IS NULL OR position(lower($4) in lower(f.name)) > 0)
  AND ($5::timestamptz IS NULL OR f.updated_at < $5 OR (f.updated_at = $5 AND f.id > $6::uuid))
ORDER BY f.updated_at DESC, f.id LIMIT $7`;
