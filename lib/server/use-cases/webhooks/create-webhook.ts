import { v7 as uuid } from "uuid";
import type { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { createWebhookContract, newWebhook } from "@/lib/contracts/webhooks";
import { DomainError } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { transaction } from "@/lib/server/db/pool";
import { countWebhooks, saveWebhook } from "@/lib/server/db/webhooks/save-webhook";
import { encrypt } from "@/lib/server/secrets";
import { auditWebhook } from "./audit-webhook";
import { checkEventNames } from "./check-event-names";
import { findWebhookOrFail } from "./find-webhook-or-fail";
import { newWebhookSecret } from "./new-webhook-secret";
import { webhookAnswer } from "./webhook-answer";

/** Each event is held against every webhook of its workspace. */
const MOST = 50;

/** Makes a webhook; the answer is the only time its secret is shown. */
export async function createWebhook(
  { actor, body }: { actor: Actor; body: z.output<typeof newWebhook> },
  clock = systemClock,
): Promise<ResponseOf<typeof createWebhookContract>> {
  authorise(actor, "webhooks:write");
  const { workspaceId } = actor;
  const secret = newWebhookSecret();
  const webhook = { ...body, id: uuid(), workspaceId, secret: encrypt(secret), enabled: true };
  return await transaction(async (client) => {
    await checkEventNames(client, workspaceId, body.events);
    if ((await countWebhooks(client, workspaceId)) >= MOST)
      throw new DomainError("conflict", `A workspace has at most ${MOST} webhooks. Remove one first.`);
    await saveWebhook(client, webhook, clock());
    await auditWebhook(client, actor, "created", webhook, clock());
    return { ...webhookAnswer(await findWebhookOrFail(client, workspaceId, webhook.id)), secret };
  });
}
