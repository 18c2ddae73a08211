/**
 * Part of a WITH: plans the webhooks' calls for events that the part `events` has just inserted (shard, id, workspace_id, name, accepted_at). It
 * belongs to the statement that writes the events, so that no event is committed without its calls; where no webhook asks for it, no row is written.
 */
export function tellWebhooks(events: string): string {
  return `hooked AS (
  INSERT INTO webhook_delivery (shard, webhook_id, workspace_id, event_id, event_name, accepted_at, due_at)
  SELECT e.shard, w.id, e.workspace_id, e.id, e.name, e.accepted_at, e.accepted_at
  FROM ${events} e JOIN webhook w ON w.workspace_id = e.workspace_id AND w.enabled AND e.name = ANY (w.events)
)`;
}
