import type { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { listWebhooksContract } from "@/lib/contracts/webhooks";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { listWebhookRows } from "@/lib/server/db/webhooks/webhook-row";
import { pageOfRows, positionOf } from "@/lib/server/use-cases/coupons/page-of-rows";
import { webhookAnswer } from "./webhook-answer";

type Query = z.output<NonNullable<typeof listWebhooksContract.query>>;

/** A page of the workspace's webhooks, newest first. */
export async function listWebhooks({
  actor,
  query,
}: {
  actor: Actor;
  query: Query;
}): Promise<ResponseOf<typeof listWebhooksContract>> {
  authorise(actor, "read");
  const rows = await listWebhookRows(pool(), actor.workspaceId, {
    after: positionOf(query.cursor),
    limit: query.limit + 1,
  });
  const { page, nextCursor } = pageOfRows(rows, query.limit);
  return { data: page.map(webhookAnswer), nextCursor };
}
