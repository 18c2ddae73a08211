import type { Exported } from "@/lib/domain/list/export";
import type { Queryable } from "@/lib/server/db/pool";

/** Notes an export and adds its job, in the caller's transaction: both exist if and only if that commits. */
export async function insertExport(
  queryable: Queryable,
  made: { id: string; workspaceId: string; object: Exported; parameters: unknown; createdBy: string },
  now: Date,
): Promise<void> {
  await queryable.query(
    `INSERT INTO export (id, workspace_id, object, parameters, created_by, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $6)`,
    [made.id, made.workspaceId, made.object, JSON.stringify(made.parameters), made.createdBy, now],
  );
  await queryable.query(`SELECT FROM graphile_worker.add_job('export_list', $1::json, job_key => $2)`, [
    JSON.stringify({ exportId: made.id }),
    `export_list:${made.id}`,
  ]);
}
