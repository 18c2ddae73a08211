import type { ResponseOf } from "@/lib/contracts/contract";
import type { renewWebhookSecretContract } from "@/lib/contracts/webhooks";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { transaction } from "@/lib/server/db/pool";
import { saveWebhook } from "@/lib/server/db/webhooks/save-webhook";
import { encrypt } from "@/lib/server/secrets";
import { auditWebhook } from "./audit-webhook";
import { findWebhookOrFail } from "./find-webhook-or-fail";
import { newWebhookSecret } from "./new-webhook-secret";

/** Makes a new signing secret, shown in this answer alone. Calls from now on are signed with it. */
export async function renewWebhookSecret(
  { actor, params }: { actor: Actor; params: { id: string } },
  clock = systemClock,
): Promise<ResponseOf<typeof renewWebhookSecretContract>> {
  authorise(actor, "webhooks:write");
  const secret = newWebhookSecret();
  return await transaction(async (client) => {
    const row = await findWebhookOrFail(client, actor.workspaceId, params.id);
    await saveWebhook(client, { ...row, workspaceId: actor.workspaceId, secret: encrypt(secret) }, clock());
    await auditWebhook(client, actor, "secret_renewed", row, clock());
    return { secret };
  });
}
