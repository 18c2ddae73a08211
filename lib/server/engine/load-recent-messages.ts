import type { RecentMessage } from "@/lib/domain/flow/facts";
import { uuidColumn } from "@/lib/server/db/binary-columns";
import { shardColumn } from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";
import { firstMessageId } from "./ids";

/** Marketing messages of these customers since then that went out, or are on their way, for the caps. `now` in epoch ms. */
export async function loadRecentMessages(
  queryable: Queryable,
  customerIds: readonly string[],
  since: Date,
  now: number,
): Promise<Map<string, RecentMessage[]>> {
  const { rows } = await queryable.query<Row>({
    name: "load-recent-messages",
    text: SQL,
    values: [
      shardColumn(customerIds),
      uuidColumn(customerIds),
      since,
      firstMessageId(earliestArrival(since.getTime(), now)),
    ],
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
SELECT m.* FROM unnest($1::smallint[], $2::uuid[]) AS w (shard, customer_id)
CROSS JOIN LATERAL (
  SELECT customer_id, channel, flow_id, created_at FROM message
  WHERE shard = w.shard AND customer_id = w.customer_id AND created_at >= $3 AND id >= $4 AND marketing
    AND channel IN ('email', 'sms') AND status NOT IN ('skipped', 'failed') OFFSET 0
) m`;

const WEEK_MS = 7 * 86_400_000;

/**
 * A message is decided after its customer arrived at the step: held back for a slot of a cap, which is free within the cap's period, and for quiet hours.
 * So what was decided since then belongs to an arrival of at most one period before: older months are not looked into.
 */
function earliestArrival(since: number, now: number): number {
  return since - (now - since) - WEEK_MS;
}
