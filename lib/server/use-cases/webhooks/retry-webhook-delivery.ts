import type { ResponseOf } from "@/lib/contracts/contract";
import type { retryWebhookDeliveryContract } from "@/lib/contracts/webhooks";
import { DomainError } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { pool } from "@/lib/server/db/pool";
import { makeDeliveryDue } from "@/lib/server/db/webhooks/webhook-deliveries";
import { deliveryAnswer } from "./delivery-answer";
import { findWebhookOrFail } from "./find-webhook-or-fail";

type Call = { actor: Actor; params: { id: string }; body: { deliveryId: string } };

/** Has a call of the log made once more, with the same event id. @throws DomainError conflict while the webhook is off */
export async function retryWebhookDelivery(
  { actor, params, body }: Call,
  clock = systemClock,
): Promise<ResponseOf<typeof retryWebhookDeliveryContract>> {
  authorise(actor, "webhooks:write");
  const webhook = await findWebhookOrFail(pool(), actor.workspaceId, params.id);
  if (!webhook.enabled) throw new DomainError("conflict", "The webhook is off. Switch it on first.");
  const row = await makeDeliveryDue(pool(), webhook.id, body.deliveryId, clock());
  if (!row)
    throw new DomainError("invalid_input", "This webhook has no such call.", {
      issues: [{ path: "deliveryId", message: "no call has this id", fix: "Choose one of its log." }],
    });
  return deliveryAnswer(row);
}
