import { CompatError } from "@/lib/server/compat/errors";
import { uuidOf } from "@/lib/server/compat/ids";
import { pool } from "@/lib/server/db/pool";
import { findSegment } from "@/lib/server/db/segments/find-segment";
import type { StoredSegment } from "@/lib/server/db/segments/segment-row";

/** A segment by its public id. @throws CompatError not_found */
export async function findCompatSegment(workspaceId: string, text: string): Promise<StoredSegment> {
  const id = uuidOf("seg", text);
  const row = id && (await findSegment(pool(), workspaceId, id));
  if (!row) throw new CompatError("not_found", `There is no segment ${text}.`, { id: text, type: "segment" });
  return row;
}
