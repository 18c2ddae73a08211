import type { Queryable } from "@/lib/server/db/pool";

/** The distributions, not live yet, whose audience is this segment. One that is live has a flow, which names it. */
export async function draftsUsingSegment(
  queryable: Queryable,
  workspaceId: string,
  segmentId: string,
): Promise<{ id: string; name: string }[]> {
  const { rows } = await queryable.query<{ id: string; name: string }>(
    `SELECT id, name FROM distribution
     WHERE workspace_id = $1 AND flow_id IS NULL AND setup #>> '{audience,segmentId}' = $2 ORDER BY name`,
    [workspaceId, segmentId],
  );
  return rows;
}
