import { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { listWebhookDeliveriesContract } from "@/lib/contracts/webhooks";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { listDeliveryRows } from "@/lib/server/db/webhooks/webhook-deliveries";
import { decodeCursor, encodeCursor } from "@/lib/server/http/cursor";
import { deliveryAnswer } from "./delivery-answer";
import { findWebhookOrFail } from "./find-webhook-or-fail";

type Query = z.output<NonNullable<typeof listWebhookDeliveriesContract.query>>;

/** A page of a webhook's calls, newest first. */
export async function listWebhookDeliveries({
  actor,
  params,
  query,
}: {
  actor: Actor;
  params: { id: string };
  query: Query;
}): Promise<ResponseOf<typeof listWebhookDeliveriesContract>> {
  authorise(actor, "read");
  const webhook = await findWebhookOrFail(pool(), actor.workspaceId, params.id);
  const rows = await listDeliveryRows(pool(), webhook.id, {
    status: query.status ?? null,
    below: decodeCursor(query.cursor, z.int().positive()),
    limit: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  return { data: page.map(deliveryAnswer), nextCursor: last ? encodeCursor(last.id) : null };
}
