import type { Queryable } from "@/lib/server/db/pool";
import { SEGMENT_COLUMNS, type StoredSegment } from "./segment-row";

/** Segments of a workspace, newest first, from after a position. */
export async function listSegmentRows(
  queryable: Queryable,
  workspaceId: string,
  { search, after, limit }: { search?: string; after: { at: string; id: string } | null; limit: number },
): Promise<StoredSegment[]> {
  const { rows } = await queryable.query<StoredSegment>(
    `SELECT ${SEGMENT_COLUMNS} FROM segment s
     WHERE s.workspace_id = $1 AND ($2::text IS NULL OR position(lower($2) IN lower(s.name)) > 0)
       AND ($3::timestamptz IS NULL OR (s.created_at, s.id) < ($3, $4::uuid))
     ORDER BY s.created_at DESC, s.id DESC LIMIT $5`,
    [workspaceId, search || null, after?.at ?? null, after?.id ?? null, limit],
  );
  return rows;
}
