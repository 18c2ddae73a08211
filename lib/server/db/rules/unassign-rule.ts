import type { Queryable } from "@/lib/server/db/pool";
import type { AssignmentRow } from "./rule-row";

/** Ends the binding of an object to a rule, or all bindings of the rule. @returns those that there were */
export async function unassignRule(
  queryable: Queryable,
  workspaceId: string,
  by: { ruleId: string; objectId: string | null },
): Promise<AssignmentRow[]> {
  const { rows } = await queryable.query<AssignmentRow>(
    `DELETE FROM validation_rule_assignment WHERE workspace_id = $1 AND rule_id = $2 AND ($3::uuid IS NULL OR object_id = $3)
     RETURNING id, rule_id, object_type, object_id, created_at`,
    [workspaceId, by.ruleId, by.objectId],
  );
  return rows;
}
