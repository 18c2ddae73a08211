import type { CustomerFacts } from "@/lib/domain/flow/facts";
import { momentColumnOf, uuidColumnOf } from "@/lib/server/db/binary-columns";
import { columnOf, jsonColumn, jsonColumnAt, shardColumnOf } from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";

/**
 * Writes order counts, which only the holder of the shard's lock does, and the attributes in `set`, by customer. Others of a customer's
 * attributes stay as they are now: somebody may have changed them since the batch read them.
 */
export async function updateCustomers(
  queryable: Queryable,
  now: Date,
  customers: readonly CustomerFacts[],
  set: ReadonlyMap<string, Record<string, unknown>>,
): Promise<void> {
  if (customers.length === 0) return;
  await queryable.query({
    name: "update-customers",
    text: `UPDATE customer c SET order_count = u.order_count, order_total = u.order_total, last_order_at = u.last_order_at,
             attributes = c.attributes || u.attributes::jsonb, updated_at = $2
           FROM unnest($1::smallint[], $3::uuid[], $4::int[], $5::bigint[], $6::timestamptz[], ${jsonColumnAt(7)}) AS u (shard, id, order_count, order_total, last_order_at, attributes)
           WHERE c.shard = u.shard AND c.id = u.id`,
    values: [
      shardColumnOf(customers, "id"),
      now,
      uuidColumnOf(customers, "id"),
      columnOf(customers, "orderCount"),
      columnOf(customers, "orderTotal"),
      momentColumnOf(customers, "lastOrderAt"),
      jsonColumn(customers.map(({ id }) => JSON.stringify(set.get(id) ?? {}))),
    ],
  });
}
