import { notFound } from "@/lib/domain/errors";
import type { Queryable } from "@/lib/server/db/pool";
import { findSegment } from "@/lib/server/db/segments/find-segment";
import type { StoredSegment } from "@/lib/server/db/segments/segment-row";

/** A segment of this workspace. @throws DomainError not_found */
export async function findSegmentOrFail(
  queryable: Queryable,
  workspaceId: string,
  id: string,
  options?: { lock: boolean },
): Promise<StoredSegment> {
  const segment = await findSegment(queryable, workspaceId, id, options);
  if (!segment) throw notFound("segment");
  return segment;
}
