import type { Queryable } from "@/lib/server/db/pool";

/** A call to be made now. The event is null when it is no longer kept. `attempts` counts this one. */
export type ClaimedDelivery = {
  shard: number;
  id: number;
  webhookId: string;
  workspaceId: string;
  webhookName: string;
  url: string;
  /** Encrypted */
  secret: string;
  attempts: number;
  eventId: number;
  eventName: string;
  event: {
    occurredAt: string;
    properties: Record<string, unknown>;
    customer: { id: string; externalId: string | null } | null;
  } | null;
};

/**
 * Takes calls that are due, the longest due first, a few of each webhook, so that one that answers slowly holds up no other. Nobody else takes them until `leaseUntil`;
 * whoever died with them by then has them made again by another.
 */
export async function claimDeliveries(
  queryable: Queryable,
  take: { limit: number; each: number; busy: readonly string[]; now: Date; leaseUntil: Date },
): Promise<ClaimedDelivery[]> {
  const { rows } = await queryable.query<ClaimedDelivery>({
    name: "claim-webhook-deliveries",
    text: SQL,
    values: [take.now, take.leaseUntil, take.each, take.limit, take.busy],
  });
  return rows;
}

const SQL = `
WITH due AS (
  SELECT q.shard, q.id FROM webhook w CROSS JOIN LATERAL (
    SELECT d.shard, d.id FROM webhook_delivery d
    WHERE d.webhook_id = w.id AND d.status = 'waiting' AND d.due_at <= $1
    ORDER BY d.due_at LIMIT $3 FOR UPDATE SKIP LOCKED
  ) q
  WHERE w.enabled AND w.id <> ALL ($5::uuid[]) LIMIT $4
), taken AS (
  UPDATE webhook_delivery d SET attempts = d.attempts + 1, due_at = $2 FROM due WHERE d.shard = due.shard AND d.id = due.id
  RETURNING d.shard, d.id, d.webhook_id, d.attempts, d.event_id, d.event_name, d.accepted_at
)
SELECT t.shard, t.id, t.webhook_id AS "webhookId", w.workspace_id AS "workspaceId", w.name AS "webhookName", w.url, w.secret, t.attempts,
  t.event_id AS "eventId", t.event_name AS "eventName",
  CASE WHEN e.id IS NOT NULL THEN json_build_object('occurredAt', e.occurred_at, 'properties', e.properties,
    'customer', CASE WHEN e.customer_id IS NOT NULL THEN json_build_object('id', e.customer_id, 'externalId', c.external_id) END) END AS event
FROM taken t JOIN webhook w ON w.id = t.webhook_id
LEFT JOIN event e ON e.shard = t.shard AND e.id = t.event_id AND e.accepted_at = t.accepted_at
LEFT JOIN customer c ON c.shard = e.shard AND c.id = e.customer_id`;
