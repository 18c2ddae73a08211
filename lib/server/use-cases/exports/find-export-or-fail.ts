import { notFound } from "@/lib/domain/errors";
import { type ExportRow, findExport } from "@/lib/server/db/exports/export-row";
import { pool } from "@/lib/server/db/pool";

/** An export of a workspace. @throws DomainError not_found */
export async function findExportOrFail(workspaceId: string, id: string): Promise<ExportRow> {
  const row = await findExport(pool(), id, workspaceId);
  if (!row) throw notFound("export");
  return row;
}
