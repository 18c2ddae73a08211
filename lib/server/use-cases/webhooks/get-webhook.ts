import type { ResponseOf } from "@/lib/contracts/contract";
import type { getWebhookContract } from "@/lib/contracts/webhooks";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { findWebhookOrFail } from "./find-webhook-or-fail";
import { webhookAnswer } from "./webhook-answer";

/** One webhook. */
export async function getWebhook({
  actor,
  params,
}: {
  actor: Actor;
  params: { id: string };
}): Promise<ResponseOf<typeof getWebhookContract>> {
  authorise(actor, "read");
  return webhookAnswer(await findWebhookOrFail(pool(), actor.workspaceId, params.id));
}
