import type { Queryable } from "@/lib/server/db/pool";
import type { AssignmentRow } from "@/lib/server/db/rules/rule-row";

/** What campaigns are bound to, and how far their latest lot of codes is. */
type CampaignState = {
  assignments: AssignmentRow[];
  codes: "running" | "done" | "failed" | null;
};

/** The states of several campaigns, by id. */
export async function campaignStates(
  queryable: Queryable,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, CampaignState>> {
  const states = new Map<string, CampaignState>(ids.map((id) => [id, { assignments: [], codes: null }]));
  if (ids.length === 0) return states;
  const bound = await queryable.query<AssignmentRow>(
    `SELECT id, rule_id, object_type, object_id, created_at FROM validation_rule_assignment
     WHERE workspace_id = $1 AND object_id = ANY ($2::uuid[]) ORDER BY id`,
    [workspaceId, ids],
  );
  for (const row of bound.rows) states.get(row.object_id)?.assignments.push(row);
  const lots = await queryable.query<{ campaign_id: string; status: CampaignState["codes"] }>(
    `SELECT DISTINCT ON (campaign_id) campaign_id, status FROM code_batch
     WHERE campaign_id = ANY ($1::uuid[]) ORDER BY campaign_id, created_at DESC, id DESC`,
    [ids],
  );
  for (const { campaign_id, status } of lots.rows) {
    const state = states.get(campaign_id);
    if (state) state.codes = status;
  }
  return states;
}
