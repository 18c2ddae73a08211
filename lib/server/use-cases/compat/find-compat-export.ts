import { CompatError } from "@/lib/server/compat/errors";
import { uuidOf } from "@/lib/server/compat/ids";
import { type ExportRow, findExport } from "@/lib/server/db/exports/export-row";
import { pool } from "@/lib/server/db/pool";

/** An export by its public id. @throws CompatError not_found */
export async function findCompatExport(workspaceId: string, text: string): Promise<ExportRow> {
  const id = uuidOf("exp", text);
  const row = id && (await findExport(pool(), id, workspaceId));
  if (!row) throw new CompatError("not_found", `There is no export ${text}.`, { id: text, type: "export" });
  return row;
}
