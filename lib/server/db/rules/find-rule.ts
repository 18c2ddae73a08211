import type { Queryable } from "@/lib/server/db/pool";
import { RULE_COLUMNS, type RuleRow } from "./rule-row";

/** A rule of a workspace; null when there is none. */
export async function findRule(
  queryable: Queryable,
  workspaceId: string,
  id: string,
): Promise<RuleRow | null> {
  const { rows } = await queryable.query<RuleRow>(
    `SELECT ${RULE_COLUMNS} FROM validation_rule r WHERE r.workspace_id = $1 AND r.id = $2`,
    [workspaceId, id],
  );
  return rows[0] ?? null;
}
