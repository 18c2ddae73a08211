import type { Queryable } from "@/lib/server/db/pool";

export type RecentSend = { customerId: string; channel: string; flowId: string; at: number };

/** Marketing that these customers have had, or are being sent, since a moment. `at` in epoch ms. */
export async function loadRecentSends(
  queryable: Queryable,
  shard: number,
  customerIds: readonly string[],
  since: Date,
): Promise<RecentSend[]> {
  const { rows } = await queryable.query<{
    customer_id: string;
    channel: string;
    flow_id: string;
    at: Date;
  }>({ name: "load-recent-sends", text: SQL, values: [shard, customerIds, since] });
  return rows.map((row) => ({
    customerId: row.customer_id,
    channel: row.channel,
    flowId: row.flow_id,
    at: row.at.getTime(),
  }));
}

// What is being sent at this moment is under a lease. A message is created before it is sent; the cap's period reaches back far enough over the day that a send may be late.
const SQL = `
SELECT customer_id, channel, flow_id, COALESCE(sent_at, created_at) AS at FROM message
WHERE shard = $1 AND customer_id = ANY($2::uuid[]) AND created_at >= $3::timestamptz - interval '2 days' AND marketing
  AND channel IN ('email', 'sms')
  AND (status IN ('sent', 'delivered', 'unknown')
    OR (status = 'queued' AND id IN (SELECT unnest(d.message_ids) FROM delivery d WHERE d.shard = $1 AND d.lease IS NOT NULL)))
  AND COALESCE(sent_at, created_at) >= $3`;
