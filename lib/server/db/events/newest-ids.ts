import type { Queryable } from "@/lib/server/db/pool";

/** Where an event stands. */
export type Place = { shard: number; id: number };

/** Where the workspace's newest events above an id of the log stand, newest first, at most `limit`. `name` null is any. */
export async function newestIds(
  queryable: Queryable,
  {
    workspaceId,
    name,
    customerId,
    above,
    limit,
  }: { workspaceId: string; name: string | null; customerId: string | null; above: number; limit: number },
): Promise<Place[]> {
  const { rows } = await queryable.query<Place>({
    name: "newest-ids",
    text: SQL,
    values: [workspaceId, name, customerId, above, limit],
  });
  return rows;
}

const SQL = `
SELECT found.shard, found.id FROM generate_series(0, 63) AS s (shard)
CROSS JOIN LATERAL (
  SELECT shard, id FROM event
  WHERE shard = s.shard AND id > $4 AND workspace_id = $1 AND ($2::text IS NULL OR name = $2) AND ($3::uuid IS NULL OR customer_id = $3)
  ORDER BY id DESC LIMIT $5
) found
ORDER BY found.id DESC LIMIT $5`;
