import { momentColumnOf, uuidColumnOf } from "@/lib/server/db/binary-columns";
import { type Column, columnOf, jsonColumnAt, jsonColumnOf } from "@/lib/server/db/columns";
import type { NewEvent } from "./append-events";

/** The nine columns of the log that an event brings, as a statement names them. */
export const EVENT_COLUMNS =
  "shard, workspace_id, customer_id, name, message_id, properties, occurred_at, accepted_at, source";

/** The arrays that `eventColumns()` gives, as parameters $1 to $9 of unnest(). */
export const EVENT_ARRAYS = `$1::smallint[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], ${jsonColumnAt(6)}, $7::timestamptz[], $8::timestamptz[], $9::text[]`;

/** The same columns of a row `e` of those arrays, ready to be inserted. */
export const EVENT_VALUES =
  "e.shard, e.workspace_id, e.customer_id, e.name, e.message_id, e.properties::jsonb, e.occurred_at, e.accepted_at, e.source";

/** The events by column, in the order of `EVENT_COLUMNS`. */
export function eventColumns(events: readonly NewEvent[]): Column[] {
  return [
    columnOf(events, "shard"),
    uuidColumnOf(events, "workspaceId"),
    uuidColumnOf(events, "customerId"),
    columnOf(events, "name"),
    columnOf(events, "messageId"),
    jsonColumnOf(events, "properties"),
    momentColumnOf(events, "occurredAt"),
    momentColumnOf(events, "acceptedAt"),
    columnOf(events, "source"),
  ];
}
