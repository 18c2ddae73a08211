import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { transaction } from "@/lib/server/db/pool";
import { removeWebhook } from "@/lib/server/db/webhooks/save-webhook";
import { auditWebhook } from "./audit-webhook";
import { findWebhookOrFail } from "./find-webhook-or-fail";

/** Removes a webhook with its log and the calls that are still to be made. */
export async function deleteWebhook(
  { actor, params }: { actor: Actor; params: { id: string } },
  clock = systemClock,
): Promise<undefined> {
  authorise(actor, "webhooks:write");
  await transaction(async (client) => {
    const row = await findWebhookOrFail(client, actor.workspaceId, params.id);
    await removeWebhook(client, actor.workspaceId, row.id);
    await auditWebhook(client, actor, "deleted", row, clock());
  });
}
