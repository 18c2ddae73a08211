import type { Queryable } from "@/lib/server/db/pool";
import { SEGMENT_COLUMNS, type StoredSegment } from "./segment-row";

/** A page of the segments of a workspace, newest first, and how many there are. */
export async function pageOfSegments(
  queryable: Queryable,
  workspaceId: string,
  { limit, page }: { limit: number; page: number },
): Promise<{ rows: StoredSegment[]; total: number }> {
  const { rows } = await queryable.query<StoredSegment>(
    `SELECT ${SEGMENT_COLUMNS} FROM segment s WHERE s.workspace_id = $1 ORDER BY s.created_at DESC, s.id DESC LIMIT $2 OFFSET $3`,
    [workspaceId, limit, (page - 1) * limit],
  );
  const counted = await queryable.query<{ total: number }>(
    `SELECT count(*) AS total FROM segment WHERE workspace_id = $1`,
    [workspaceId],
  );
  return { rows, total: counted.rows[0]?.total ?? 0 };
}
