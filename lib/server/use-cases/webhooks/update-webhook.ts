import type { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { updateWebhookContract } from "@/lib/contracts/webhooks";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { transaction } from "@/lib/server/db/pool";
import { saveWebhook } from "@/lib/server/db/webhooks/save-webhook";
import { auditWebhook } from "./audit-webhook";
import { checkEventNames } from "./check-event-names";
import { findWebhookOrFail } from "./find-webhook-or-fail";
import { webhookAnswer } from "./webhook-answer";

type Change = z.output<NonNullable<typeof updateWebhookContract.body>>;

/** Changes what was sent of a webhook. Calls on their way go to the address that it has when they are made. */
export async function updateWebhook(
  { actor, params, body }: { actor: Actor; params: { id: string }; body: Change },
  clock = systemClock,
): Promise<ResponseOf<typeof updateWebhookContract>> {
  authorise(actor, "webhooks:write");
  const { workspaceId } = actor;
  return await transaction(async (client) => {
    const before = await findWebhookOrFail(client, workspaceId, params.id);
    const { name = before.name, url = before.url, events = before.events, enabled = before.enabled } = body;
    // One whose definition was deleted since may stay: nothing happens by it.
    await checkEventNames(
      client,
      workspaceId,
      events.filter((event) => !before.events.includes(event)),
    );
    const { id, secret } = before;
    await saveWebhook(client, { id, workspaceId, secret, name, url, events, enabled }, clock());
    await auditWebhook(client, actor, "changed", { id, name }, clock(), { fields: Object.keys(body) });
    return webhookAnswer(await findWebhookOrFail(client, workspaceId, id));
  });
}
