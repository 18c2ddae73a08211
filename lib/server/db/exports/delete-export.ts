import type { Queryable } from "@/lib/server/db/pool";

/** Deletes an export with its file. @returns whether there was one */
export async function deleteExport(queryable: Queryable, workspaceId: string, id: string): Promise<boolean> {
  const { rowCount } = await queryable.query(`DELETE FROM export WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    id,
  ]);
  if (rowCount === 0) return false;
  await queryable.query(`DELETE FROM export_part WHERE export_id = $1`, [id]);
  return true;
}
