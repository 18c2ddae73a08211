import type { Queryable } from "@/lib/server/db/pool";

/** An event with a cart, and whose it is. */
export type RecentCart = {
  shard: number;
  id: number;
  customer_id: string;
  name: string;
  properties: Record<string, unknown>;
  occurred_at: Date;
  accepted_at: Date;
  email: string | null;
  phone: string | null;
  external_id: string | null;
  first_name: string | null;
  last_name: string | null;
};

// The log has no index by name: only its newest end is looked through.
const NEWEST = 20_000;

/** The latest events whose definition says that they carry a cart. */
export async function recentCarts(
  queryable: Queryable,
  workspaceId: string,
  limit: number,
): Promise<RecentCart[]> {
  const { rows } = await queryable.query<RecentCart>(
    `SELECT e.shard, e.id, e.customer_id, e.name, e.properties, e.occurred_at, e.accepted_at,
       c.email, c.phone, c.external_id, c.first_name, c.last_name
     FROM generate_series(0, 63) AS s (shard)
     CROSS JOIN LATERAL (
       SELECT * FROM event
       WHERE shard = s.shard AND id > (SELECT last_value FROM event_id_seq) - $3 AND workspace_id = $1
         AND name IN (SELECT name FROM event_definition WHERE workspace_id = $1 AND role = 'cart')
       ORDER BY id DESC LIMIT $2
     ) e
     JOIN customer c ON c.shard = e.shard AND c.id = e.customer_id
     ORDER BY e.id DESC LIMIT $2`,
    [workspaceId, limit, NEWEST],
  );
  return rows;
}
