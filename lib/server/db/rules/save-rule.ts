import type { ValidationRule } from "@/lib/domain/coupon/rule";
import type { Queryable } from "@/lib/server/db/pool";

/** Writes a rule, over the one with its id where there is one in the workspace. */
export async function saveRule(
  queryable: Queryable,
  rule: ValidationRule & { id: string; workspaceId: string },
  now: Date,
): Promise<void> {
  await queryable.query(
    `INSERT INTO validation_rule AS r (id, workspace_id, name, rules, error, applicable_to, type, context_type, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
     ON CONFLICT (id) DO UPDATE
     SET name = EXCLUDED.name, rules = EXCLUDED.rules, error = EXCLUDED.error, applicable_to = EXCLUDED.applicable_to,
         type = EXCLUDED.type, context_type = EXCLUDED.context_type, updated_at = EXCLUDED.updated_at
     WHERE r.workspace_id = EXCLUDED.workspace_id`,
    [
      rule.id,
      rule.workspaceId,
      rule.name,
      JSON.stringify(rule.rules),
      rule.error,
      JSON.stringify(rule.applicable_to),
      rule.type,
      rule.context_type,
      now,
    ],
  );
}
