import { shardOf, shardOfValue } from "@/lib/domain/shard";
import type { Queryable } from "@/lib/server/db/pool";
import type { PersonRow } from "./person-row";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A customer as the lists and the profile show them. */
export type CustomerRow = PersonRow & {
  shard: number;
  consent: Record<string, { state: "granted" | "denied" | "unknown"; at?: string; source?: string }>;
  agent_conversation: boolean;
  order_count: number;
  order_total: number;
  last_order_at: Date | null;
  demo: boolean;
  created_at: Date;
  updated_at: Date;
};

/** A found customer, with the zone of their workspace. */
export type FoundCustomer = CustomerRow & { workspace_zone: string };

/** The customer with this id of ours, else with this external id of the shop's; null when there is none in this workspace. */
export async function findCustomer(
  queryable: Queryable,
  workspaceId: string,
  reference: string,
): Promise<FoundCustomer | null> {
  const id = UUID.test(reference) ? reference.toLowerCase() : null;
  const { rows } = await queryable.query<FoundCustomer>({
    name: "find-customer",
    text: SQL,
    values: [workspaceId, id === null ? null : shardOf(id), id, shardOfValue(reference), reference],
  });
  return rows[0] ?? null;
}

const SQL = `
WITH wanted AS (
  SELECT 0 AS rank, $2::smallint AS shard, $3::uuid AS id WHERE $3::uuid IS NOT NULL
  UNION ALL
  SELECT 1, i.customer_shard, i.customer_id FROM customer_identity i
  WHERE i.shard = $4 AND i.workspace_id = $1 AND i.kind = 'external_id' AND i.value = $5
)
SELECT c.shard, c.id, c.external_id, c.email, c.phone, c.first_name, c.last_name, c.locale, c.time_zone, c.attributes, c.consent,
  c.agent_conversation, c.order_count, c.order_total, c.last_order_at, c.demo, c.created_at, c.updated_at, w.time_zone AS workspace_zone
FROM wanted
JOIN customer c ON c.shard = wanted.shard AND c.id = wanted.id AND c.workspace_id = $1
JOIN workspace w ON w.id = $1
ORDER BY wanted.rank LIMIT 1`;
