import { shardOf } from "@/lib/domain/shard";
import type { Queryable } from "@/lib/server/db/pool";

/** The segments a customer belongs to, those entered last first. */
export async function segmentsOfCustomer(
  queryable: Queryable,
  workspaceId: string,
  customerId: string,
): Promise<{ id: string; name: string }[]> {
  const { rows } = await queryable.query<{ id: string; name: string }>(
    `SELECT s.id, s.name FROM segment_member m JOIN segment s ON s.id = m.segment_id
     WHERE m.shard = $2 AND m.customer_id = $3 AND s.workspace_id = $1 ORDER BY m.entered_at DESC, s.id`,
    [workspaceId, shardOf(customerId), customerId],
  );
  return rows;
}
