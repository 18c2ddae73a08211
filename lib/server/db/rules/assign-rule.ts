import type { Queryable } from "@/lib/server/db/pool";
import type { AssignmentRow } from "./rule-row";

/**
 * Binds a campaign or a code of the workspace to a rule.
 * @returns the binding; "bound" when there was one, "missing" when the campaign or code is none of the workspace's
 */
export async function assignRule(
  queryable: Queryable,
  binding: {
    id: string;
    workspaceId: string;
    ruleId: string;
    objectType: "campaign" | "voucher";
    objectId: string;
  },
  now: Date,
): Promise<AssignmentRow | "bound" | "missing"> {
  const table = binding.objectType === "campaign" ? "campaign" : "voucher";
  const there = await queryable.query(`SELECT 1 FROM ${table} WHERE workspace_id = $1 AND id = $2`, [
    binding.workspaceId,
    binding.objectId,
  ]);
  if (there.rowCount === 0) return "missing";
  const { rows } = await queryable.query<AssignmentRow>(
    `INSERT INTO validation_rule_assignment (id, workspace_id, rule_id, object_type, object_id, created_at)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (object_id, rule_id) DO NOTHING
     RETURNING id, rule_id, object_type, object_id, created_at`,
    [binding.id, binding.workspaceId, binding.ruleId, binding.objectType, binding.objectId, now],
  );
  return rows[0] ?? "bound";
}
