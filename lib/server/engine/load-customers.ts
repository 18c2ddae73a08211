import type { CustomerFacts } from "@/lib/domain/flow/facts";
import { uuidColumn } from "@/lib/server/db/binary-columns";
import { shardColumn } from "@/lib/server/db/columns";
import type { PersonRow } from "@/lib/server/db/customers/person-row";
import type { Queryable } from "@/lib/server/db/pool";

/** The batch's customers by id. */
export async function loadCustomers(
  queryable: Queryable,
  ids: readonly string[],
): Promise<Map<string, CustomerFacts>> {
  const { rows } = await queryable.query<Row>({
    name: "load-customers",
    text: SQL,
    values: [shardColumn(ids), uuidColumn(ids)],
  });
  const customers = new Map<string, CustomerFacts>();
  for (const row of rows) customers.set(row.id, customerFrom(row));
  return customers;
}

type Row = PersonRow & {
  consent: CustomerFacts["consent"];
  agent_conversation: boolean;
  order_count: number;
  order_total: number;
  last_order_at: Date | null;
};

const SQL = `
SELECT c.* FROM unnest($1::smallint[], $2::uuid[]) AS w (shard, id)
CROSS JOIN LATERAL (
  SELECT id, external_id, email, phone, first_name, last_name, locale, time_zone, attributes, consent, agent_conversation, order_count, order_total,
    last_order_at
  FROM customer WHERE shard = w.shard AND id = w.id OFFSET 0
) c`;

// Every property by name, as in newRun: a batch makes thousands.
function customerFrom(row: Row): CustomerFacts {
  return {
    id: row.id,
    externalId: row.external_id,
    email: row.email,
    phone: row.phone,
    firstName: row.first_name,
    lastName: row.last_name,
    locale: row.locale,
    timeZone: row.time_zone,
    attributes: row.attributes,
    consent: row.consent,
    agentConversation: row.agent_conversation,
    orderCount: row.order_count,
    orderTotal: row.order_total,
    lastOrderAt: row.last_order_at?.getTime() ?? null,
  };
}
