import type { RuleCustomer } from "@/lib/domain/coupon/judge-rule";
import { column, shardColumn } from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";

type Row = {
  id: string;
  external_id: string | null;
  email: string | null;
  phone: string | null;
  first_name: string | null;
  last_name: string | null;
  attributes: Record<string, unknown>;
  consent: RuleCustomer["consent"];
  order_count: number;
  order_total: number;
  segments: { id: string; name: string }[] | null;
};

/** What rules may know of a customer; null when there is no such one in the workspace. */
export async function readRuleCustomer(
  queryable: Queryable,
  workspaceId: string,
  customerId: string,
): Promise<RuleCustomer | null> {
  return (await readRuleCustomers(queryable, workspaceId, [customerId])).get(customerId) ?? null;
}

/** The same for several customers, by id; those that the workspace has not are left out. */
export async function readRuleCustomers(
  queryable: Queryable,
  workspaceId: string,
  customerIds: readonly string[],
): Promise<Map<string, RuleCustomer>> {
  const ids = [...new Set(customerIds)];
  if (ids.length === 0) return new Map();
  const { rows } = await queryable.query<Row>({
    name: "read-rule-customers",
    text: `SELECT c.id, c.external_id, c.email, c.phone, c.first_name, c.last_name, c.attributes, c.consent, c.order_count, c.order_total,
             (SELECT json_agg(json_build_object('id', s.id, 'name', s.name))
              FROM segment_member m JOIN segment s ON s.id = m.segment_id
              WHERE m.shard = c.shard AND m.customer_id = c.id AND s.workspace_id = $3) AS segments
           FROM unnest($1::smallint[], $2::uuid[]) AS w (shard, id)
           JOIN customer c ON c.shard = w.shard AND c.id = w.id AND c.workspace_id = $3`,
    values: [shardColumn(ids), column(ids), workspaceId],
  });
  return new Map(rows.map((row) => [row.id, customerOf(row)]));
}

function customerOf(row: Row): RuleCustomer {
  return {
    id: row.id,
    sourceId: row.external_id,
    email: row.email,
    phone: row.phone,
    name: [row.first_name, row.last_name].filter(Boolean).join(" ") || null,
    metadata: row.attributes,
    consent: row.consent,
    ordersCount: row.order_count,
    ordersTotal: row.order_total,
    segments: (row.segments ?? []).flatMap(callsOfSegment),
  };
}

/** A rule may call a segment by its id, by that id as the compatible API writes it, or by its name. */
export function callsOfSegment({ id, name }: { id: string; name: string }): string[] {
  return [id, `seg_${id.replaceAll("-", "")}`, name];
}
