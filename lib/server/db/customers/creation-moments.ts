import { shardOf } from "@/lib/domain/shard";
import type { Queryable } from "@/lib/server/db/pool";

/** When these customers came to be, by id. */
export async function creationMoments(
  queryable: Queryable,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, Date>> {
  const { rows } = await queryable.query<{ id: string; created_at: Date }>(
    `SELECT c.id, c.created_at FROM unnest($2::smallint[], $3::uuid[]) AS wanted (shard, id)
     JOIN customer c ON c.shard = wanted.shard AND c.id = wanted.id AND c.workspace_id = $1`,
    [workspaceId, ids.map(shardOf), ids],
  );
  return new Map(rows.map((row) => [row.id, row.created_at]));
}
