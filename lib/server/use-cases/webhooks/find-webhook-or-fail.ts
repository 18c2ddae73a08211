import { notFound } from "@/lib/domain/errors";
import type { Queryable } from "@/lib/server/db/pool";
import { findWebhook, type WebhookRow } from "@/lib/server/db/webhooks/webhook-row";

/** A webhook of the workspace. @throws DomainError not_found */
export async function findWebhookOrFail(
  queryable: Queryable,
  workspaceId: string,
  id: string,
): Promise<WebhookRow> {
  const row = await findWebhook(queryable, workspaceId, id);
  if (!row) throw notFound("webhook");
  return row;
}
