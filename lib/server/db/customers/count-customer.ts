import type { Queryable } from "@/lib/server/db/pool";

export type CustomerCounts = { events: number; runs: number; messages: number; vouchers: number };

/** How much there is of a customer; each count walks the customer's own stretch of an index. */
export async function countCustomer(
  queryable: Queryable,
  customer: { shard: number; id: string },
): Promise<CustomerCounts> {
  const { rows } = await queryable.query<CustomerCounts>({
    name: "count-customer",
    text: SQL,
    values: [customer.shard, customer.id],
  });
  return rows[0]!;
}

const SQL = `
SELECT
  (SELECT count(*) FROM event WHERE shard = $1 AND customer_id = $2)::int AS events,
  (SELECT count(*) FROM run WHERE shard = $1 AND customer_id = $2)::int AS runs,
  (SELECT count(*) FROM message WHERE shard = $1 AND customer_id = $2)::int AS messages,
  (SELECT count(*) FROM publication WHERE customer_id = $2)::int AS vouchers`;
