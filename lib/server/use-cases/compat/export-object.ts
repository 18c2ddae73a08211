import { publicId } from "@/lib/server/compat/ids";
import type { ExportRow } from "@/lib/server/db/exports/export-row";
import { env } from "@/lib/server/env";
import { exportToken } from "./export-token";

/** An export as the compatible API shows it. Whoever has the address of its file can read it, until it is deleted. */
export function exportObject(row: ExportRow): Record<string, unknown> {
  const id = publicId("exp", row.id);
  const url = `${env().APP_URL}/v1/exports/${id}/download?token=${exportToken(row.id)}`;
  return {
    id,
    object: "export",
    created_at: row.created_at.toISOString(),
    status: row.status,
    channel: row.created_by.startsWith("key:") ? "API" : "WEBSITE",
    exported_object: row.object,
    parameters: row.parameters,
    result:
      row.status === "DONE" ? { url } : row.failure === null ? null : { error: { message: row.failure } },
    user_id: row.created_by.startsWith("user:") ? row.created_by.slice(5) : null,
  };
}
