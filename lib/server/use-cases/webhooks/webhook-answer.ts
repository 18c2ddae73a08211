import type { ResponseOf } from "@/lib/contracts/contract";
import type { getWebhookContract } from "@/lib/contracts/webhooks";
import type { WebhookRow } from "@/lib/server/db/webhooks/webhook-row";

/** A webhook in the API's words, without its secret. */
export function webhookAnswer(row: WebhookRow): ResponseOf<typeof getWebhookContract> {
  const { last_status, last_at } = row;
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    events: row.events,
    enabled: row.enabled,
    disabledReason: row.disabled_reason,
    disabledAt: row.disabled_at?.toISOString() ?? null,
    waiting: row.waiting,
    last:
      last_status && last_at
        ? { status: last_status, answer: row.last_answer ?? "", at: last_at.toISOString() }
        : null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
