import type { RecentMessage } from "@/lib/domain/flow/facts";
import type { Queryable } from "@/lib/server/db/pool";

/** Marketing messages of these customers since then that went out, or are on their way, for the caps. */
export async function loadRecentMessages(
  queryable: Queryable,
  shard: number,
  customerIds: readonly string[],
  since: Date,
): Promise<Map<string, RecentMessage[]>> {
  const { rows } = await queryable.query<Row>({
    name: "load-recent-messages",
    text: SQL,
    values: [shard, customerIds, since],
  });
  const found = new Map<string, RecentMessage[]>();
  for (const row of rows) {
    const messages = found.get(row.customer_id) ?? [];
    messages.push({ channel: row.channel, flowId: row.flow_id, at: row.created_at.getTime() });
    found.set(row.customer_id, messages);
  }
  return found;
}

type Row = { customer_id: string; channel: RecentMessage["channel"]; flow_id: string; created_at: Date };

const SQL = `
SELECT customer_id, channel, flow_id, created_at FROM message
WHERE shard = $1 AND customer_id = ANY($2::uuid[]) AND created_at >= $3 AND marketing
  AND channel IN ('email', 'sms') AND status NOT IN ('skipped', 'failed')`;
