import type { LoggedRefusal } from "@/lib/domain/timeline/describe-refusal";
import type { Queryable } from "@/lib/server/db/pool";
import type { TimelineRead } from "./timeline-read";

/** Events that did not let the customer in, newest first. */
export async function readTimelineRefusals(
  queryable: Queryable,
  { shard, customerId, from, limit }: TimelineRead,
): Promise<LoggedRefusal[]> {
  const { rows } = await queryable.query<Row>({
    name: "timeline-refusals",
    text: SQL,
    values: [shard, customerId, from?.[0] ?? Number.MAX_SAFE_INTEGER, from?.[1] ?? LAST_UUID, limit],
  });
  return rows.map((row) => ({
    eventId: row.event_id,
    flowId: row.flow_id,
    flowName: row.name,
    reason: row.reason,
    detail: row.detail,
    at: row.at.getTime(),
  }));
}

type Row = {
  event_id: number;
  flow_id: string;
  name: string;
  reason: string;
  detail: Record<string, unknown>;
  at: Date;
};

const LAST_UUID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

const SQL = `
SELECT e.event_id, e.flow_id, f.name, e.reason, e.detail, e.at
FROM entry_refusal e JOIN flow f ON f.id = e.flow_id
WHERE e.shard = $1 AND e.customer_id = $2 AND (e.event_id, e.flow_id) <= ($3, $4::uuid)
ORDER BY e.event_id DESC, e.flow_id DESC LIMIT $5`;
