import type { LoggedMessage } from "@/lib/domain/timeline/describe-message";
import type { Queryable } from "@/lib/server/db/pool";
import type { TimelineRead } from "./timeline-read";

export type TimelineMessage = LoggedMessage & { versionId: string };

/** The customer's messages, newest first. */
export async function readTimelineMessages(
  queryable: Queryable,
  { shard, customerId, from, limit }: TimelineRead,
): Promise<TimelineMessage[]> {
  const { rows } = await queryable.query<Row>({
    name: "timeline-messages",
    text: SQL,
    values: [shard, customerId, from?.[0] ?? "infinity", from?.[1] ?? LAST_UUID, limit],
  });
  return rows.map((row) => ({
    id: row.id,
    runId: row.run_id,
    flowId: row.flow_id,
    flowName: row.flow_name,
    versionId: row.version_id,
    stepId: row.step_id,
    channel: row.channel,
    status: row.status,
    reason: row.reason,
    recipient: row.recipient,
    subject: row.subject,
    marketing: row.marketing,
    createdAt: row.created_at.getTime(),
  }));
}

type Row = {
  id: string;
  run_id: string;
  flow_id: string;
  flow_name: string;
  version_id: string;
  step_id: string;
  channel: string;
  status: string;
  reason: string | null;
  recipient: string | null;
  subject: string | null;
  marketing: boolean;
  created_at: Date;
};

const LAST_UUID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

const SQL = `
SELECT m.id, m.run_id, m.flow_id, f.name AS flow_name, m.version_id, m.step_id, m.channel, m.status, m.reason, m.recipient, m.subject, m.marketing,
  m.created_at
FROM message m JOIN flow f ON f.id = m.flow_id
WHERE m.shard = $1 AND m.customer_id = $2 AND m.created_at <= $3::timestamptz AND (m.created_at, m.id) <= ($3::timestamptz, $4::uuid)
ORDER BY m.created_at DESC, m.id DESC LIMIT $5`;
