import type { Queryable } from "@/lib/server/db/pool";

/** Removes a rule and its bindings. @returns whether there was one */
export async function deleteRule(queryable: Queryable, workspaceId: string, id: string): Promise<boolean> {
  await queryable.query(`DELETE FROM validation_rule_assignment WHERE workspace_id = $1 AND rule_id = $2`, [
    workspaceId,
    id,
  ]);
  const { rowCount } = await queryable.query(
    `DELETE FROM validation_rule WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, id],
  );
  return rowCount === 1;
}
