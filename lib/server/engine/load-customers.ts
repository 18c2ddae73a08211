import type { CustomerFacts } from "@/lib/domain/flow/facts";
import { type PersonRow, personOf } from "@/lib/server/db/customers/person-row";
import type { Queryable } from "@/lib/server/db/pool";

/** The batch's customers by id. */
export async function loadCustomers(
  queryable: Queryable,
  shard: number,
  ids: readonly string[],
): Promise<Map<string, CustomerFacts>> {
  const { rows } = await queryable.query<Row>({ name: "load-customers", text: SQL, values: [shard, ids] });
  return new Map(rows.map((row) => [row.id, customerFrom(row)]));
}

type Row = PersonRow & {
  consent: CustomerFacts["consent"];
  agent_conversation: boolean;
  order_count: number;
  order_total: number;
  last_order_at: Date | null;
};

const SQL = `
SELECT id, external_id, email, phone, first_name, last_name, locale, time_zone, attributes, consent, agent_conversation, order_count, order_total,
  last_order_at
FROM customer WHERE shard = $1 AND id = ANY($2::uuid[])`;

function customerFrom(row: Row): CustomerFacts {
  return {
    ...personOf(row),
    consent: row.consent,
    agentConversation: row.agent_conversation,
    orderCount: row.order_count,
    orderTotal: row.order_total,
    lastOrderAt: row.last_order_at?.getTime() ?? null,
  };
}
