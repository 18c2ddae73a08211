import type { UsingFlow } from "@/lib/contracts/flow-shared";
import type { Queryable } from "@/lib/server/db/pool";

/** The flows whose draft or live version names this segment. */
export async function flowsUsingSegment(
  queryable: Queryable,
  workspaceId: string,
  segmentId: string,
): Promise<UsingFlow[]> {
  const { rows } = await queryable.query<UsingFlow>(
    // An id stands for one thing only, wherever in the drawing it is.
    `SELECT f.id, f.name, f.status FROM flow f LEFT JOIN flow_version v ON v.id = f.live_version_id
     WHERE f.workspace_id = $1 AND f.archived_at IS NULL
       AND (position($2 IN f.draft::text) > 0 OR position($2 IN v.document::text) > 0)
     ORDER BY f.name`,
    [workspaceId, segmentId],
  );
  return rows;
}
