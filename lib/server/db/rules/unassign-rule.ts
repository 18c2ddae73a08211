import type { Queryable } from "@/lib/server/db/pool";
import type { AssignmentRow } from "./rule-row";

/** Ends a binding. @returns it; null when there was none */
export async function unassignRule(
  queryable: Queryable,
  workspaceId: string,
  by: { ruleId: string; id: string },
): Promise<AssignmentRow | null> {
  const { rows } = await queryable.query<AssignmentRow>(
    `DELETE FROM validation_rule_assignment WHERE workspace_id = $1 AND rule_id = $2 AND id = $3
     RETURNING id, rule_id, object_type, object_id, created_at`,
    [workspaceId, by.ruleId, by.id],
  );
  return rows[0] ?? null;
}
