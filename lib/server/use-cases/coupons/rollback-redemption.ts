import type { rollbackRedemptionContract } from "@/lib/contracts/vouchers";
import { shardOf } from "@/lib/domain/shard";
import { authorise } from "@/lib/server/auth/actor";
import { type Clock, systemClock } from "@/lib/server/clock";
import { answerOnce } from "@/lib/server/compat/answer-once";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { publicId, uuidOf } from "@/lib/server/compat/ids";
import { voucherShape } from "@/lib/server/compat/voucher-shape";
import type { RedemptionRecord } from "@/lib/server/db/coupons/insert-redemption";
import { readRedemption } from "@/lib/server/db/coupons/read-redemption";
import { readVoucher } from "@/lib/server/db/coupons/read-voucher";
import { undoRedemption } from "@/lib/server/db/coupons/undo-redemption";
import { appendEvents } from "@/lib/server/db/events/append-events";
import { wakeWorkers } from "@/lib/server/db/events/wake-workers";
import { type Queryable, transaction } from "@/lib/server/db/pool";

type Call = CompatCall<typeof rollbackRedemptionContract>;

/** Takes a redemption back: its code has that use again, and the log of its customer says so. Once. */
export async function rollbackRedemption(call: Call, clock: Clock = systemClock): Promise<CompatAnswer> {
  const { actor, body, request } = call;
  authorise(actor, "coupons:redeem");
  const now = clock().getTime();
  const answer = await transaction((client) =>
    answerOnce(client, actor, request, body, () => rollback(client, call, now)),
  );
  wakeWorkers();
  return answer;
}

async function rollback(
  client: Queryable,
  { actor, params, query, body }: Call,
  now: number,
): Promise<CompatAnswer> {
  const reason = body.reason ?? query.reason ?? null;
  const id = uuidOf("r", params.id);
  const redemption = id ? await readRedemption(client, actor.workspaceId, id, { lock: true }) : null;
  const resource = { id: params.id, type: "redemption" } as const;
  if (!redemption || redemption.status === "failed") {
    throw new CompatError(
      "not_found",
      `There is no successful redemption with the id ${params.id}.`,
      resource,
    );
  }
  if (redemption.status === "rolled_back") {
    throw new CompatError("already_rolled_back", "This redemption was taken back before.", resource);
  }
  await undoRedemption(client, redemption, now);
  const voucher = await readVoucher(client, actor.workspaceId, redemption.code);
  await tell(client, redemption, voucher?.customerId ?? redemption.customerId, reason, now);
  return {
    status: 200,
    body: {
      id: publicId("rr", redemption.id),
      object: "redemption_rollback",
      date: new Date(now).toISOString(),
      customer_id: redemption.customerId === null ? null : publicId("cust", redemption.customerId),
      tracking_id: body.tracking_id ?? query.tracking_id ?? redemption.trackingId,
      redemption: params.id,
      amount: redemption.discountAmount === null ? null : -redemption.discountAmount,
      reason,
      result: "SUCCESS",
      status: "SUCCEEDED",
      order: redemption.order && { ...redemption.order, status: "CANCELED" },
      voucher: voucher && voucherShape(voucher),
    },
  };
}

async function tell(
  client: Queryable,
  redemption: RedemptionRecord,
  customerId: string | null,
  reason: string | null,
  now: number,
): Promise<void> {
  if (customerId === null) return;
  await appendEvents(client, [
    {
      shard: shardOf(customerId),
      workspaceId: redemption.workspaceId,
      customerId,
      name: "redemption.rollback.succeeded",
      messageId: `redemption:${redemption.id}:rolled_back`,
      properties: {
        redemptionId: redemption.id,
        code: redemption.code,
        voucherId: redemption.voucherId,
        campaignId: redemption.campaignId,
        runId: redemption.runId,
        orderId: redemption.orderId,
        reason,
      },
      occurredAt: new Date(now),
      acceptedAt: new Date(now),
      source: "api",
    },
  ]);
}
