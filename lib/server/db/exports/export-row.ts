import type { Exported } from "@/lib/domain/list/export";
import type { Queryable } from "@/lib/server/db/pool";

/** An export as stored. */
export type ExportRow = {
  id: string;
  workspace_id: string;
  object: Exported;
  parameters: Record<string, unknown>;
  status: "SCHEDULED" | "IN_PROGRESS" | "DONE" | "ERROR";
  rows: number;
  failure: string | null;
  created_by: string;
  created_by_name: string | null;
  created_at: Date;
};

const SELECT = `SELECT e.id, e.workspace_id, e.object, e.parameters, e.status, e.rows, e.failure, e.created_by, e.created_at, u.name AS created_by_name
  FROM export e LEFT JOIN user_account u ON 'user:' || u.id = e.created_by`;

/** An export; of this workspace alone when one is named. Null when there is none. */
export async function findExport(
  queryable: Queryable,
  id: string,
  workspaceId: string | null,
): Promise<ExportRow | null> {
  const { rows } = await queryable.query<ExportRow>(
    `${SELECT} WHERE e.id = $1 AND ($2::uuid IS NULL OR e.workspace_id = $2)`,
    [id, workspaceId],
  );
  return rows[0] ?? null;
}

/** Exports of a workspace, newest first, from after an id, or skipping some. */
export async function listExportRows(
  queryable: Queryable,
  workspaceId: string,
  {
    after = null,
    limit,
    offset = 0,
    oldest = false,
  }: { after?: string | null; limit: number; offset?: number; oldest?: boolean },
): Promise<ExportRow[]> {
  const { rows } = await queryable.query<ExportRow>(
    `${SELECT} WHERE e.workspace_id = $1 AND ($2::uuid IS NULL OR e.id < $2)
     ORDER BY e.id ${oldest ? "ASC" : "DESC"} LIMIT $3 OFFSET $4`,
    [workspaceId, after, limit, offset],
  );
  return rows;
}
