import type { Queryable } from "@/lib/server/db/pool";

/** The validation rules whose conditions name this segment, by its id or by its public one. */
export async function rulesUsingSegment(
  queryable: Queryable,
  workspaceId: string,
  segmentId: string,
): Promise<{ id: string; name: string }[]> {
  const { rows } = await queryable.query<{ id: string; name: string }>(
    `SELECT r.id, r.name FROM validation_rule r
     WHERE r.workspace_id = $1 AND (position($2 IN r.rules::text) > 0 OR position($3 IN r.rules::text) > 0)
     ORDER BY r.name`,
    [workspaceId, segmentId, `seg_${segmentId.replaceAll("-", "")}`],
  );
  return rows;
}
