import type { Queryable } from "@/lib/server/db/pool";
import { SEGMENT_COLUMNS, type StoredSegment } from "./segment-row";

/** A segment of this workspace; `lock` keeps it as it is until the transaction ends. */
export async function findSegment(
  queryable: Queryable,
  workspaceId: string,
  id: string,
  { lock = false } = {},
): Promise<StoredSegment | null> {
  const { rows } = await queryable.query<StoredSegment>(
    `SELECT ${SEGMENT_COLUMNS} FROM segment s WHERE s.workspace_id = $1 AND s.id = $2 ${lock ? "FOR UPDATE OF s" : ""}`,
    [workspaceId, id],
  );
  return rows[0] ?? null;
}
