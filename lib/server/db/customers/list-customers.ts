import type { Queryable } from "@/lib/server/db/pool";
import type { CustomerRow } from "./find-customer";

export type ListedCustomer = Pick<
  CustomerRow,
  | "id"
  | "external_id"
  | "email"
  | "phone"
  | "first_name"
  | "last_name"
  | "order_count"
  | "order_total"
  | "last_order_at"
  | "demo"
  | "created_at"
> & { active_runs: number };

/** The newest customers, after the one that the last page ended with. */
export async function listCustomers(
  queryable: Queryable,
  workspaceId: string,
  after: { createdAt: string; id: string } | null,
  limit: number,
): Promise<ListedCustomer[]> {
  const { rows } = await queryable.query<ListedCustomer>({
    name: after ? "list-customers-after" : "list-customers",
    text: after ? AFTER : FIRST,
    values: after ? [workspaceId, limit, after.createdAt, after.id] : [workspaceId, limit],
  });
  return rows;
}

/** Columns of a listed customer `c`; the count reads the customer's own runs only. */
export const LISTED = `c.id, c.external_id, c.email, c.phone, c.first_name, c.last_name, c.order_count, c.order_total, c.last_order_at, c.demo, c.created_at,
  (SELECT count(*) FROM run r WHERE r.shard = c.shard AND r.customer_id = c.id AND r.status = 'active')::int AS active_runs`;

const FIRST = `
SELECT ${LISTED} FROM customer c WHERE c.workspace_id = $1
ORDER BY c.created_at DESC, c.id LIMIT $2`;

// The order is mixed, newest first and then by id, so the boundary is spelled out: a row comparison would not follow it.
const AFTER = `
SELECT ${LISTED} FROM customer c
WHERE c.workspace_id = $1 AND c.created_at <= $3 AND (c.created_at < $3 OR c.id > $4)
ORDER BY c.created_at DESC, c.id LIMIT $2`;
