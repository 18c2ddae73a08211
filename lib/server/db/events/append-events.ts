import { uuidColumnOf } from "@/lib/server/db/binary-columns";
import type { Column } from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";
import { acceptEvents } from "./accept-events";
import { EVENT_ARRAYS, EVENT_COLUMNS, eventColumns } from "./event-columns";
import { eventKey } from "./event-key";

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
  SELECT * FROM unnest(${EVENT_ARRAYS},
    $10::uuid[]) WITH ORDINALITY AS e (${EVENT_COLUMNS}, key, position)
), ${acceptEvents("given")}
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

function columns(given: readonly NewEvent[]): Column[] {
  const kept = firstOfEach(given);
  return [...eventColumns(kept.map(({ event }) => event)), uuidColumnOf(kept, "key")];
}
