import { column, jsonColumn, jsonColumnAt } from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";
import type { NewEvent } from "./append-events";
import { tellWebhooks } from "./tell-webhooks";

/**
 * Writes our own events onto the log, in the order given, and wakes the engine only for workspaces where a flow or a segment looks at one by that name: a
 * message of the same customer would wait for the others for nothing. The caller sees to it that each is told once.
 */
export async function appendWhereHeard(queryable: Queryable, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await queryable.query({
    name: "append-where-heard",
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

// Who listens is found once for each workspace and name of the batch. See listening-workspaces.ts, which asks the same before anything is written.
const SQL = `
WITH given AS (
  SELECT * FROM unnest($1::smallint[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], ${jsonColumnAt(6)}, $7::timestamptz[], $8::timestamptz[], $9::text[])
    WITH ORDINALITY AS e (shard, workspace_id, customer_id, name, message_id, properties, occurred_at, accepted_at, source, position)
), told AS (
  INSERT INTO event (shard, workspace_id, customer_id, name, message_id, properties, occurred_at, accepted_at, source)
  SELECT e.shard, e.workspace_id, e.customer_id, e.name, e.message_id, e.properties::jsonb, e.occurred_at, e.accepted_at, e.source
  FROM given e ORDER BY e.position
  RETURNING shard, id, workspace_id, name, customer_id, accepted_at
), ${tellWebhooks("told")}, heard AS MATERIALIZED (
  SELECT g.workspace_id, g.name FROM (SELECT DISTINCT workspace_id, name FROM given) g
  WHERE EXISTS (SELECT FROM segment s WHERE s.workspace_id = g.workspace_id AND s.listens @> ARRAY[g.name])
     OR EXISTS (SELECT FROM flow f JOIN flow_version v ON v.flow_id = f.id
                WHERE f.workspace_id = g.workspace_id AND f.status IN ('live', 'paused') AND v.listens @> ARRAY[g.name])
)
INSERT INTO event_pending (shard, event_id, customer_id, accepted_at)
SELECT t.shard, t.id, t.customer_id, t.accepted_at FROM told t JOIN heard h ON h.workspace_id = t.workspace_id AND h.name = t.name`;
