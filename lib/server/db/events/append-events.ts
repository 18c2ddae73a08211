import { column, jsonColumn, jsonColumnAt } from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";
import { eventKey } from "./event-key";
import { tellWebhooks } from "./tell-webhooks";

/** One event about to enter the log. `shard` is the customer's: shardOf(customerId). */
export type NewEvent = {
  shard: number;
  workspaceId: string;
  customerId: string;
  name: string;
  /** Unique per customer; a second event with the same one is ignored. */
  messageId: string;
  properties: Record<string, unknown>;
  occurredAt: Date;
  acceptedAt: Date;
  /** api | sdk | engine | import | demo */
  source: string;
};

/**
 * Writes events and their pending rows in one statement, in the order given, which is the order a customer's events are handled in.
 * Events whose messageId the customer already has are left out. Call `wakeWorkers()` once the transaction has committed.
 * @returns the messageIds that were new
 */
export async function appendEvents(queryable: Queryable, events: readonly NewEvent[]): Promise<Set<string>> {
  if (events.length === 0) return new Set();
  const { rows } = await queryable.query<{ message_id: string }>({
    name: "append-events",
    text: SQL,
    values: columns(events),
  });
  return new Set(rows.map((row) => row.message_id));
}

// The keys come first and in key order, so that two senders of the same events never wait for each other crosswise; what they let through
// is sorted before nextval() of the id column, so ids rise in the order of the array. All inserts are one statement: an event without its
// pending row would never be handled.
const SQL = `
WITH given AS (
  SELECT * FROM unnest($1::smallint[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], ${jsonColumnAt(6)}, $7::timestamptz[], $8::timestamptz[], $9::text[],
    $10::uuid[]) WITH ORDINALITY AS e (shard, workspace_id, customer_id, name, message_id, properties, occurred_at, accepted_at, source, key, position)
), fresh AS (
  INSERT INTO event_key (shard, key, accepted_at) SELECT shard, key, accepted_at FROM given ORDER BY shard, key
  ON CONFLICT DO NOTHING RETURNING shard, key
), accepted AS (
  INSERT INTO event (shard, workspace_id, customer_id, name, message_id, properties, occurred_at, accepted_at, source)
  SELECT e.shard, e.workspace_id, e.customer_id, e.name, e.message_id, e.properties::jsonb, e.occurred_at, e.accepted_at, e.source
  FROM given e JOIN fresh ON fresh.shard = e.shard AND fresh.key = e.key
  ORDER BY e.position
  RETURNING shard, id, workspace_id, customer_id, name, message_id, accepted_at
), ${tellWebhooks("accepted")}, pending AS (
  INSERT INTO event_pending (shard, event_id, customer_id, accepted_at) SELECT shard, id, customer_id, accepted_at FROM accepted
)
SELECT message_id FROM accepted`;

/** The events, each key once: the first of two with the same one counts. */
function firstOfEach(events: readonly NewEvent[]): { event: NewEvent; key: string }[] {
  const known = new Set<string>();
  return events.flatMap((event) => {
    const key = eventKey(event.workspaceId, event.messageId);
    const place = `${event.shard} ${key}`;
    if (known.has(place)) return [];
    known.add(place);
    return [{ event, key }];
  });
}

function columns(given: readonly NewEvent[]): string[] {
  const kept = firstOfEach(given);
  const events = kept.map(({ event }) => event);
  return [
    column(events.map((event) => event.shard)),
    column(events.map((event) => event.workspaceId)),
    column(events.map((event) => event.customerId)),
    column(events.map((event) => event.name)),
    column(events.map((event) => event.messageId)),
    jsonColumn(events.map((event) => JSON.stringify(event.properties))),
    column(events.map((event) => event.occurredAt)),
    column(events.map((event) => event.acceptedAt)),
    column(events.map((event) => event.source)),
    column(kept.map(({ key }) => key)),
  ];
}
