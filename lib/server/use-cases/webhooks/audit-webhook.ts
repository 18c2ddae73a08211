import type { Actor } from "@/lib/server/auth/actor";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import type { Queryable } from "@/lib/server/db/pool";

/** Writes down who did what with a webhook, inside the transaction that does it. */
export async function auditWebhook(
  queryable: Queryable,
  actor: Actor,
  action: "created" | "changed" | "deleted" | "secret_renewed",
  webhook: { id: string; name: string },
  at: Date,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await writeAudit(queryable, {
    workspaceId: actor.workspaceId,
    actor: actor.id,
    action: `webhook.${action}`,
    objectType: "webhook",
    objectId: webhook.id,
    detail: { name: webhook.name, ...detail },
    at,
  });
}
