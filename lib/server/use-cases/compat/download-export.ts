import { notFound } from "@/lib/domain/errors";
import { uuidOf } from "@/lib/server/compat/ids";
import { findExport } from "@/lib/server/db/exports/export-row";
import { pool } from "@/lib/server/db/pool";
import { fileOf } from "@/lib/server/use-cases/exports/download-export";
import { isExportToken } from "./export-token";

/** The file of an export, for whoever has the address that the export shows. */
export async function downloadExport({
  params,
  query,
}: {
  params: { id: string };
  query: { token: string };
}): Promise<Response> {
  const id = uuidOf("exp", params.id);
  const row = id && isExportToken(id, query.token) ? await findExport(pool(), id, null) : null;
  if (!row) throw notFound("export");
  return fileOf(row);
}
