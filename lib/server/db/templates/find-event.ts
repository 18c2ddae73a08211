import type { Queryable } from "@/lib/server/db/pool";

export type FoundEvent = {
  id: number;
  customer_id: string;
  name: string;
  properties: Record<string, unknown>;
  occurred_at: Date;
  accepted_at: Date;
};

/** An event of this workspace by its number; null when there is none. */
export async function findEvent(
  queryable: Queryable,
  workspaceId: string,
  id: number,
): Promise<FoundEvent | null> {
  const { rows } = await queryable.query<FoundEvent>(
    `SELECT e.id, e.customer_id, e.name, e.properties, e.occurred_at, e.accepted_at
     FROM generate_series(0, 63) AS s (shard) JOIN event e ON e.shard = s.shard AND e.id = $2 AND e.workspace_id = $1`,
    [workspaceId, id],
  );
  return rows[0] ?? null;
}

/** The newest event of a customer that carries a cart; null when there is none. */
export async function findLastCart(
  queryable: Queryable,
  workspaceId: string,
  shard: number,
  customerId: string,
): Promise<FoundEvent | null> {
  const { rows } = await queryable.query<FoundEvent>(
    `SELECT id, customer_id, name, properties, occurred_at, accepted_at FROM event
     WHERE shard = $2 AND customer_id = $3 AND workspace_id = $1
       AND name IN (SELECT name FROM event_definition WHERE workspace_id = $1 AND role = 'cart')
     ORDER BY id DESC LIMIT 1`,
    [workspaceId, shard, customerId],
  );
  return rows[0] ?? null;
}
