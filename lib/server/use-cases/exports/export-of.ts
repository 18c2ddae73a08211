import { USUAL_FIELDS } from "@/lib/domain/list/export";
import type { ExportRow } from "@/lib/server/db/exports/export-row";

/** An export in the API's words. */
export function exportOf(row: ExportRow) {
  return {
    id: row.id,
    object: row.object,
    fields: (row.parameters.fields as string[] | null | undefined) ?? [...USUAL_FIELDS[row.object]],
    filters: (row.parameters.filters as Record<string, unknown> | null | undefined) ?? {},
    status: row.status,
    rows: row.rows,
    failure: row.failure,
    createdBy: row.created_by_name,
    createdAt: row.created_at.toISOString(),
  };
}
