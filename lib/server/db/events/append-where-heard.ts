import type { Queryable } from "@/lib/server/db/pool";
import type { NewEvent } from "./append-events";
import { EVENT_ARRAYS, EVENT_COLUMNS, EVENT_VALUES, eventColumns } from "./event-columns";
import { hears } from "./hears";
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
    values: eventColumns(events),
  });
}

// Who listens is found once for each workspace and name of the batch. See listening-workspaces.ts, which asks the same before anything is written.
const SQL = `
WITH given AS (
  SELECT * FROM unnest(${EVENT_ARRAYS})
    WITH ORDINALITY AS e (${EVENT_COLUMNS}, position)
), told AS (
  INSERT INTO event (${EVENT_COLUMNS})
  SELECT ${EVENT_VALUES}
  FROM given e ORDER BY e.position
  RETURNING shard, id, workspace_id, name, customer_id, accepted_at
), ${tellWebhooks("told")}, heard AS MATERIALIZED (
  SELECT g.workspace_id, g.name FROM (SELECT DISTINCT workspace_id, name FROM given) g
  WHERE ${hears("g.workspace_id", "ARRAY[g.name]")}
)
INSERT INTO event_pending (shard, event_id, customer_id, accepted_at)
SELECT t.shard, t.id, t.customer_id, t.accepted_at FROM told t JOIN heard h ON h.workspace_id = t.workspace_id AND h.name = t.name`;
