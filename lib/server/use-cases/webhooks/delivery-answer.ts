import type { ResponseOf } from "@/lib/contracts/contract";
import type { retryWebhookDeliveryContract } from "@/lib/contracts/webhooks";
import type { DeliveryRow } from "@/lib/server/db/webhooks/webhook-deliveries";
import { webhookEventId } from "@/lib/server/jobs/webhooks/webhook-event-id";

/** A call of a webhook's log in the API's words. */
export function deliveryAnswer(row: DeliveryRow): ResponseOf<typeof retryWebhookDeliveryContract> {
  return {
    id: String(row.id),
    eventId: webhookEventId(row.shard, row.event_id),
    eventName: row.event_name,
    eventAt: row.accepted_at.toISOString(),
    status: row.status,
    attempts: row.attempts,
    dueAt: row.status === "waiting" ? row.due_at.toISOString() : null,
    answer: row.answer,
    answeredAt: row.answered_at?.toISOString() ?? null,
  };
}
