import { EVENT_COLUMNS, EVENT_VALUES } from "./event-columns";
import { tellWebhooks } from "./tell-webhooks";

/**
 * Parts of a WITH that put the events of the part `given` (EVENT_COLUMNS, `key` and `position`) onto the log, as `accepted`, with their pending rows,
 * in the order of their positions. Those whose key the log has are left out. An event of the workspace itself, without a customer, waits for nobody.
 */
export function acceptEvents(given: string): string {
  return `fresh AS (
  INSERT INTO event_key (shard, key, accepted_at) SELECT shard, key, accepted_at FROM ${given} ORDER BY shard, key
  ON CONFLICT DO NOTHING RETURNING shard, key
), accepted AS (
  INSERT INTO event (${EVENT_COLUMNS})
  SELECT ${EVENT_VALUES}
  FROM ${given} e JOIN fresh ON fresh.shard = e.shard AND fresh.key = e.key
  ORDER BY e.position
  RETURNING shard, id, workspace_id, customer_id, name, message_id, accepted_at
), ${tellWebhooks("accepted")}, pending AS (
  INSERT INTO event_pending (shard, event_id, customer_id, accepted_at)
  SELECT shard, id, customer_id, accepted_at FROM accepted WHERE customer_id IS NOT NULL
)`;
}
