import type { Queryable } from "@/lib/server/db/pool";
import type { NewEvent } from "./append-events";
import { EVENT_ARRAYS, EVENT_COLUMNS, EVENT_VALUES, eventColumns } from "./event-columns";
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
    values: eventColumns(events),
  });
}

const SQL = `
WITH quiet AS (
INSERT INTO event (${EVENT_COLUMNS})
SELECT ${EVENT_VALUES}
FROM unnest(${EVENT_ARRAYS})
  AS e (${EVENT_COLUMNS})
RETURNING shard, id, workspace_id, name, accepted_at
), ${tellWebhooks("quiet")}
SELECT`;
