import type { SegmentRule } from "@/lib/domain/segment/rule";
import type { Queryable } from "@/lib/server/db/pool";

type Saved = { id: string; workspaceId: string; name: string; description: string };

/** Writes a new segment. @returns false when its name is taken */
export async function insertSegment(
  queryable: Queryable,
  segment: Saved & { type: "static" | "auto"; rule: SegmentRule; builtShards: number },
  now: Date,
): Promise<boolean> {
  const { id, workspaceId, name, description, type, rule, builtShards } = segment;
  const { rowCount } = await queryable.query(
    `INSERT INTO segment (id, workspace_id, name, description, type, rule, built_shards, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8) ON CONFLICT DO NOTHING`,
    [id, workspaceId, name, description, type, JSON.stringify(rule), builtShards, now],
  );
  return rowCount === 1;
}

/** Changes a segment; with a rule, its members are to be built again. @returns false when its name is taken */
export async function updateSegmentRow(
  queryable: Queryable,
  segment: Saved & { rule: SegmentRule | null },
  now: Date,
): Promise<boolean> {
  const { id, workspaceId, name, description, rule } = segment;
  const { rowCount } = await queryable.query(
    `UPDATE segment s SET name = $3, description = $4, updated_at = $6, rule = COALESCE($5::jsonb, rule),
       version = version + ($5::jsonb IS NOT NULL)::int, built_shards = CASE WHEN $5::jsonb IS NULL THEN built_shards ELSE 0 END
     WHERE workspace_id = $1 AND id = $2
       AND NOT EXISTS (SELECT FROM segment o WHERE o.workspace_id = $1 AND o.name = $3 AND o.id <> $2)`,
    [workspaceId, id, name, description, rule && JSON.stringify(rule), now],
  );
  return rowCount === 1;
}

/** Adds the job that fills a segment, in the caller's transaction; a second one for the same waits for nothing and finds nothing to do. */
export async function enqueueBuild(queryable: Queryable, segmentId: string): Promise<void> {
  await queryable.query(`SELECT FROM graphile_worker.add_job('build_segment', $1::json, job_key => $2)`, [
    JSON.stringify({ segmentId }),
    `build_segment:${segmentId}`,
  ]);
}
