import type { Queryable } from "@/lib/server/db/pool";

/** Deletes a distribution; its flow, if it has one, stays. */
export async function deleteDistributionRow(
  queryable: Queryable,
  workspaceId: string,
  id: string,
): Promise<void> {
  await queryable.query(`DELETE FROM distribution WHERE workspace_id = $1 AND id = $2`, [workspaceId, id]);
}
