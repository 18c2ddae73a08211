import { MESSAGE_RESULT_EVENTS } from "@/lib/domain/message/sent-event";
import type { LoggedEvent } from "@/lib/domain/timeline/describe-event";
import type { Queryable } from "@/lib/server/db/pool";
import type { TimelineRead } from "./timeline-read";

// What a row of its own tells better: the code that was given or used.
const ECHOES = [
  "redemption.succeeded",
  "redemption.failed",
  "redemption.rollback.succeeded",
  "voucher.created",
  "voucher.published",
];

/** Events of a customer, newest first, from this id downwards. `which` narrows to what was sent in, or to reports of delivery. */
export async function readTimelineEvents(
  queryable: Queryable,
  { shard, customerId, workspaceId, from, limit }: TimelineRead,
  which: { reports: boolean; others: boolean },
): Promise<LoggedEvent[]> {
  const { rows } = await queryable.query<Row>({
    name: "timeline-events",
    text: SQL,
    values: [
      shard,
      customerId,
      workspaceId,
      from ? Number(from[0]) : Number.MAX_SAFE_INTEGER,
      limit,
      ECHOES,
      MESSAGE_RESULT_EVENTS,
      which.reports,
      which.others,
    ],
  });
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    title: row.title,
    properties: row.properties,
    occurredAt: row.occurred_at.getTime(),
    acceptedAt: row.accepted_at.getTime(),
    source: row.source,
  }));
}

type Row = {
  id: number;
  name: string;
  title: string | null;
  properties: Record<string, unknown>;
  occurred_at: Date;
  accepted_at: Date;
  source: string;
};

const SQL = `
SELECT e.id, e.name, d.title, e.properties, e.occurred_at, e.accepted_at, e.source
FROM (
  SELECT id, name, properties, occurred_at, accepted_at, source FROM event
  WHERE shard = $1 AND customer_id = $2 AND id <= $4 AND name <> ALL ($6::text[])
    AND CASE WHEN name = ANY ($7::text[]) THEN $8::boolean ELSE $9::boolean END
  ORDER BY id DESC LIMIT $5
) e
LEFT JOIN event_definition d ON d.workspace_id = $3 AND d.name = e.name
ORDER BY e.id DESC`;
