import { v7 as uuid } from "uuid";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { testWebhookContract } from "@/lib/contracts/webhooks";
import { DomainError } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { postEvent } from "@/lib/server/channels/post-event";
import { systemClock } from "@/lib/server/clock";
import { pool } from "@/lib/server/db/pool";
import { decrypt } from "@/lib/server/secrets";
import { findWebhookOrFail } from "./find-webhook-or-fail";

/** Posts a signed `webhook.test` to the address now, whether the webhook is on or off, and answers what came back. */
export async function testWebhook(
  { actor, params }: { actor: Actor; params: { id: string } },
  clock = systemClock,
): Promise<ResponseOf<typeof testWebhookContract>> {
  authorise(actor, "webhooks:write");
  const { url, secret, name } = await findWebhookOrFail(pool(), actor.workspaceId, params.id);
  const now = clock();
  const id = `test_${uuid()}`;
  const body = JSON.stringify({
    id,
    type: "webhook.test",
    timestamp: now.toISOString(),
    data: { customer: null, properties: { webhookName: name } },
  });
  const { ok, answer } = await postEvent({ url, secret: opened(secret), id, body }, now.getTime());
  return { ok, answer };
}

function opened(secret: string): string {
  try {
    return decrypt(secret);
  } catch {
    throw new DomainError("conflict", "The signing secret cannot be read any more. Make a new one.");
  }
}
