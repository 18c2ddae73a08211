import type { RuleCustomer } from "@/lib/domain/coupon/judge-rule";
import { shardOf } from "@/lib/domain/shard";
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
  const { rows } = await queryable.query<Row>({
    name: "read-rule-customer",
    text: `SELECT id, external_id, email, phone, first_name, last_name, attributes, consent, order_count, order_total,
             (SELECT json_agg(json_build_object('id', s.id, 'name', s.name))
              FROM segment_member m JOIN segment s ON s.id = m.segment_id
              WHERE m.shard = $1 AND m.customer_id = $2 AND s.workspace_id = $3) AS segments
           FROM customer WHERE shard = $1 AND id = $2 AND workspace_id = $3`,
    values: [shardOf(customerId), customerId, workspaceId],
  });
  const row = rows[0];
  if (!row) return null;
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
    // A rule may name a segment by its id, by that id as the compatible API writes it, or by its name.
    segments: (row.segments ?? []).flatMap(({ id, name: called }) => [
      id,
      `seg_${id.replaceAll("-", "")}`,
      called,
    ]),
  };
}
