import { shardOf } from "@/lib/domain/shard";
import { column } from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";

/** Puts customers of the workspace into a segment. @returns ids of those who were not in it */
export async function addMembers(
  queryable: Queryable,
  {
    workspaceId,
    segmentId,
    customerIds,
  }: { workspaceId: string; segmentId: string; customerIds: readonly string[] },
  now: Date,
): Promise<string[]> {
  const { rows } = await queryable.query<{ customer_id: string }>(
    `INSERT INTO segment_member (shard, segment_id, customer_id, entered_at)
     SELECT c.shard, $2, c.id, $5 FROM unnest($3::smallint[], $4::uuid[]) AS u (shard, id)
     JOIN customer c ON c.shard = u.shard AND c.id = u.id AND c.workspace_id = $1
     ON CONFLICT DO NOTHING RETURNING customer_id`,
    [workspaceId, segmentId, column(customerIds.map(shardOf)), column(customerIds), now],
  );
  return rows.map((row) => row.customer_id);
}

/** Takes customers out of a segment. @returns ids of those who were in it */
export async function removeMembers(
  queryable: Queryable,
  { segmentId, customerIds }: { segmentId: string; customerIds: readonly string[] },
): Promise<string[]> {
  const { rows } = await queryable.query<{ customer_id: string }>(
    `DELETE FROM segment_member m USING unnest($2::smallint[], $3::uuid[]) AS u (shard, id)
     WHERE m.shard = u.shard AND m.segment_id = $1 AND m.customer_id = u.id RETURNING m.customer_id`,
    [segmentId, column(customerIds.map(shardOf)), column(customerIds)],
  );
  return rows.map((row) => row.customer_id);
}
