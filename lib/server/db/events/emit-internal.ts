import { v7 as uuid } from "uuid";
import type { InternalEventName } from "@/lib/domain/event/internal";
import { shardOf } from "@/lib/domain/shard";
import { uuidColumn } from "@/lib/server/db/binary-columns";
import { column, jsonColumn, jsonColumnAt } from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";
import { appendEvents } from "./append-events";
import { eventKey } from "./event-key";
import { tellWebhooks } from "./tell-webhooks";

/** Something Cartograph itself did or noticed. */
export type Happening = {
  name: InternalEventName;
  /** Whom it concerns; null when it happened to the workspace itself (a campaign was switched off). */
  customerId: string | null;
  properties: Record<string, unknown>;
  /** Says which happening it is, where it could be told twice: the second is ignored. Else it is always new. */
  messageId?: string;
};

/**
 * Puts happenings on the log, inside the transaction of what they tell of. Those of a customer are handled by the engine like any event; those of
 * the workspace have no customer whom a flow could move, so they get no pending row (see docs/decisions/006). At most two statements. Call
 * `wakeWorkers()` once the transaction has committed.
 */
export async function emitInternal(
  queryable: Queryable,
  workspaceId: string,
  happenings: readonly Happening[],
  { now, source = "engine" }: { now: Date; source?: string },
): Promise<void> {
  const events = happenings.map(({ name, customerId, properties, messageId }) => ({
    shard: shardOf(customerId ?? workspaceId),
    workspaceId,
    customerId,
    name,
    messageId: messageId ?? uuid(),
    properties,
    occurredAt: now,
    acceptedAt: now,
    source,
  }));
  await appendEvents(
    queryable,
    events.flatMap((event) =>
      event.customerId === null ? [] : [{ ...event, customerId: event.customerId }],
    ),
  );
  const own = events.filter(({ customerId }) => customerId === null);
  if (own.length === 0) return;
  await queryable.query({
    name: "append-workspace-events",
    text: SQL,
    values: [
      shardOf(workspaceId),
      workspaceId,
      now,
      source,
      column(own.map(({ name }) => name)),
      column(own.map(({ messageId }) => messageId)),
      jsonColumn(own.map(({ properties }) => JSON.stringify(properties))),
      uuidColumn(own.map(({ messageId }) => eventKey(workspaceId, messageId))),
    ],
  });
}

const SQL = `
WITH given AS (
  SELECT * FROM unnest($5::text[], $6::text[], ${jsonColumnAt(7)}, $8::uuid[]) WITH ORDINALITY AS e (name, message_id, properties, key, position)
), fresh AS (
  INSERT INTO event_key (shard, key, accepted_at) SELECT $1::smallint, key, $3::timestamptz FROM given ORDER BY key ON CONFLICT DO NOTHING RETURNING key
), own AS (
INSERT INTO event (shard, workspace_id, customer_id, name, message_id, properties, occurred_at, accepted_at, source)
SELECT $1::smallint, $2, NULL, e.name, e.message_id, e.properties::jsonb, $3, $3, $4
FROM (SELECT DISTINCT ON (given.key) given.* FROM given JOIN fresh ON fresh.key = given.key ORDER BY given.key, given.position) e
ORDER BY e.position
RETURNING shard, id, workspace_id, name, accepted_at
), ${tellWebhooks("own")}
SELECT`;
