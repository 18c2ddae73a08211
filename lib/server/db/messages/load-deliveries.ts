import type { MessageContext } from "@/lib/domain/message/context";
import type { WebhookCall } from "@/lib/server/channels/webhook";
import { uuidColumn } from "@/lib/server/db/binary-columns";
import { customerWaits } from "@/lib/server/db/events/waits";
import type { Queryable } from "@/lib/server/db/pool";

/** A message on its way, with what decides whether it may still be sent. */
export type Delivery = {
  id: string;
  workspaceId: string;
  customerId: string;
  flowId: string;
  versionId: string;
  runId: string;
  stepId: string;
  channel: "email" | "sms" | "webhook";
  marketing: boolean;
  attempts: number;
  templateVersionId: string | null;
  context: MessageContext & { webhook?: WebhookCall };
  createdAt: Date;
  sendBefore: Date | null;
  email: string | null;
  phone: string | null;
  consent: Partial<Record<string, { state?: string }>>;
  timeZone: string | null;
  agentConversation: boolean;
  /** null when the run is gone */
  runStatus: string | null;
  /** The run came to its end by itself, though it is not called completed. */
  walked: boolean;
  /** The run reached its goal after the visit of this message. */
  goalReached: boolean;
  flowStatus: string;
  pendingEvent: boolean;
};

/**
 * Messages of one shard that are still to be sent and that nobody is sending, with their customer, run and flow as they stand in this very moment: one
 * statement, so one snapshot. A purchase is then either in it as an unhandled event, or as the run it has ended.
 */
export async function loadDeliveries(
  queryable: Queryable,
  shard: number,
  ids: readonly string[],
): Promise<Delivery[]> {
  const { rows } = await queryable.query<Delivery>({
    name: "load-deliveries",
    text: SQL,
    values: [shard, uuidColumn(ids)],
  });
  return rows;
}

// Customer and run are looked up one by one and by their whole key, whatever the statistics say: where a table has grown since they were taken, a
// join is planned to read the whole shard again for every message.
const SQL = `
SELECT m.id, m.workspace_id AS "workspaceId", m.customer_id AS "customerId", m.flow_id AS "flowId", m.version_id AS "versionId",
  m.run_id AS "runId", m.step_id AS "stepId", m.channel, m.marketing, m.attempts,
  m.template_version_id AS "templateVersionId", m.context,
  m.created_at AS "createdAt", m.send_before AS "sendBefore",
  c.email, c.phone, COALESCE(c.consent, '{}') AS consent, c.time_zone AS "timeZone",
  COALESCE(c.agent_conversation, false) AS "agentConversation",
  r.status AS "runStatus",
  CASE WHEN r.status IN ('converted', 'exited') THEN (r.context ->> 'walked') IS NOT NULL ELSE false END AS walked,
  CASE WHEN r.converted_at IS NOT NULL THEN COALESCE(m.visit <= (r.context ->> 'goalVisit')::int, false) ELSE false END AS "goalReached",
  (SELECT f.status FROM flow f WHERE f.id = m.flow_id) AS "flowStatus",
  ${customerWaits("$1", "m.customer_id")} IS NOT NULL AS "pendingEvent"
FROM unnest($2::uuid[]) AS wanted (id)
CROSS JOIN LATERAL (SELECT * FROM message WHERE shard = $1 AND id = wanted.id OFFSET 0) AS m
LEFT JOIN LATERAL (SELECT * FROM customer WHERE shard = $1 AND id = m.customer_id OFFSET 0) AS c ON true
LEFT JOIN LATERAL (SELECT status, converted_at, context FROM run WHERE shard = $1 AND id = m.run_id OFFSET 0) AS r ON true
WHERE m.status = 'queued'
  AND m.id NOT IN (SELECT unnest(d.message_ids) FROM delivery d WHERE d.shard = $1 AND d.lease IS NOT NULL)
ORDER BY m.created_at, m.id`;
