import type { Queryable } from "@/lib/server/db/pool";
import type { AssignmentRow } from "./rule-row";

/** A page of what is bound to rules, newest first, and how much there is. */
export async function pageOfAssignments(
  queryable: Queryable,
  workspaceId: string,
  {
    ruleId,
    objectId,
    limit,
    page,
  }: { ruleId: string | null; objectId: string | null; limit: number; page: number },
): Promise<{ rows: AssignmentRow[]; total: number }> {
  const where = `FROM validation_rule_assignment
    WHERE workspace_id = $1 AND ($2::uuid IS NULL OR rule_id = $2) AND ($3::uuid IS NULL OR object_id = $3)`;
  const values = [workspaceId, ruleId, objectId];
  const { rows } = await queryable.query<AssignmentRow>(
    `SELECT id, rule_id, object_type, object_id, created_at ${where} ORDER BY id DESC LIMIT $4 OFFSET $5`,
    [...values, limit, (page - 1) * limit],
  );
  const counted = await queryable.query<{ total: number }>(`SELECT count(*) AS total ${where}`, values);
  return { rows, total: counted.rows[0]?.total ?? 0 };
}
