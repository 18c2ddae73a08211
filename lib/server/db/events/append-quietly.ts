import { column, jsonColumn, jsonColumnAt } from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";
import type { NewEvent } from "./append-events";
import { tellWebhooks } from "./tell-webhooks";

/**
 * Writes events that nothing waits for onto the log: they can be counted and looked at, and the engine is not woken for them. The caller sees to
 * it that each is told once.
 */
export async function appendQuietly(queryable: Queryable, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await queryable.query({
    name: "append-quietly",
    text: SQL,
    values: [
      column(events.map((event) => event.shard)),
      column(events.map((event) => event.workspaceId)),
      column(events.map((event) => event.customerId)),
      column(events.map((event) => event.name)),
      column(events.map((event) => event.messageId)),
      jsonColumn(events.map((event) => JSON.stringify(event.properties))),
      column(events.map((event) => event.occurredAt)),
      column(events.map((event) => event.acceptedAt)),
      column(events.map((event) => event.source)),
    ],
  });
}

const SQL = `
WITH quiet AS (
INSERT INTO event (shard, workspace_id, customer_id, name, message_id, properties, occurred_at, accepted_at, source)
SELECT e.shard, e.workspace_id, e.customer_id, e.name, e.message_id, e.properties::jsonb, e.occurred_at, e.accepted_at, e.source
FROM unnest($1::smallint[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], ${jsonColumnAt(6)}, $7::timestamptz[], $8::timestamptz[], $9::text[])
  AS e (shard, workspace_id, customer_id, name, message_id, properties, occurred_at, accepted_at, source)
RETURNING shard, id, workspace_id, name, accepted_at
), ${tellWebhooks("quiet")}
SELECT`;
