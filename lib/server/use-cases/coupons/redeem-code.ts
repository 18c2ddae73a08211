import { v7 as uuidv7 } from "uuid";
import type { PricedOrder } from "@/lib/domain/coupon/apply-discount";
import { type Judgement, judgeRedemption, type RefusalKey } from "@/lib/domain/coupon/judge-redemption";
import { shardOf } from "@/lib/domain/shard";
import { consumeVoucher } from "@/lib/server/db/coupons/consume-voucher";
import { countRedemptions, lockRedemptionsOf } from "@/lib/server/db/coupons/count-redemptions";
import { insertRedemption, type RedemptionRecord } from "@/lib/server/db/coupons/insert-redemption";
import { readVoucher, type StoredVoucher } from "@/lib/server/db/coupons/read-voucher";
import { appendEvents } from "@/lib/server/db/events/append-events";
import type { Queryable } from "@/lib/server/db/pool";

/** Somebody uses a code for an order. */
export type Redeeming = {
  workspaceId: string;
  code: string;
  /** Whose order it is; null falls back to whom the code was given to. */
  customerId: string | null;
  /** The order's amounts; null when the caller sent none. Its currency is the workspace's unless said otherwise. */
  order: PricedOrder | null;
  orderId: string | null;
  /** Makes the copy of the order that is kept, from what the code did. */
  snapshot?: (judgement: Judgement) => Record<string, unknown> | null;
  metadata?: Record<string, unknown>;
  trackingId?: string | null;
  /** api | demo: goes onto the log with the event */
  source: string;
  demo?: boolean;
  /** Epoch ms */
  now: number;
};

export type Redeemed =
  | { kind: "unknown_code" }
  | {
      kind: "succeeded";
      redemption: RedemptionRecord;
      voucher: StoredVoucher;
      judgement: Extract<Judgement, { kind: "applicable" }>;
    }
  | { kind: "failed"; redemption: RedemptionRecord; voucher: StoredVoucher; key: RefusalKey; reason: string };

/**
 * Uses a code inside the caller's transaction: consumes it, keeps the redemption, refused tries too, and tells the log of the customer
 * whom the code was given to. Call `wakeWorkers()` once the transaction has committed.
 */
export async function redeemCode(client: Queryable, redeeming: Redeeming): Promise<Redeemed> {
  const { workspaceId, now } = redeeming;
  const voucher = await readVoucher(client, workspaceId, redeeming.code);
  if (!voucher) return { kind: "unknown_code" };
  const customerId = redeeming.customerId ?? voucher.customerId;
  const order = redeeming.order && {
    ...redeeming.order,
    currency: redeeming.order.currency ?? voucher.currency,
  };

  let judgement = await judge(client, voucher, customerId, order, now);
  let current = voucher;
  const uses = judgement.kind === "applicable" ? await consumeVoucher(client, voucher) : null;
  if (judgement.kind === "applicable" && uses === null) {
    // Somebody else took the last use between our reading and our update: say what holds now.
    current = (await readVoucher(client, workspaceId, redeeming.code)) ?? voucher;
    const again = await judge(client, current, customerId, order, now);
    judgement =
      again.kind === "inapplicable"
        ? again
        : { kind: "inapplicable", key: "quantity_exceeded", reason: "This code has been used." };
  }

  const redemption: RedemptionRecord = {
    id: uuidv7({ msecs: now }),
    workspaceId,
    campaignId: voucher.campaign.id,
    voucherId: voucher.id,
    code: voucher.code,
    customerId,
    runId: voucher.runId,
    status: judgement.kind === "applicable" ? "succeeded" : "failed",
    failure: judgement.kind === "applicable" ? null : judgement.key,
    orderId: redeeming.orderId,
    orderAmount: order?.amount ?? null,
    discountAmount: judgement.kind === "applicable" ? (judgement.applied?.discountAmount ?? null) : null,
    currency: order?.currency ?? null,
    order: redeeming.snapshot?.(judgement) ?? null,
    metadata: redeeming.metadata ?? {},
    trackingId: redeeming.trackingId ?? null,
    demo: redeeming.demo ?? false,
    createdAt: now,
    rolledBackAt: null,
  };
  await insertRedemption(client, redemption);
  await tell(client, redemption, voucher.customerId ?? customerId, redeeming);
  if (judgement.kind === "inapplicable") {
    return { kind: "failed", redemption, voucher: current, key: judgement.key, reason: judgement.reason };
  }
  return {
    kind: "succeeded",
    redemption,
    voucher: { ...voucher, redeemedQuantity: uses ?? voucher.redeemedQuantity },
    judgement,
  };
}

async function judge(
  client: Queryable,
  voucher: StoredVoucher,
  customerId: string | null,
  order: PricedOrder | null,
  now: number,
): Promise<Judgement> {
  const { campaign } = voucher;
  let redemptionsOfCustomer = 0;
  if (campaign.perCustomer !== null && customerId !== null) {
    await lockRedemptionsOf(client, campaign.id, customerId);
    redemptionsOfCustomer = await countRedemptions(client, campaign.id, customerId);
  }
  return judgeRedemption({ voucher, campaign, customerId, redemptionsOfCustomer, order }, now);
}

/** On the log of whom the code was given to, since it is their flow that earned the order; else of whoever used it. */
async function tell(
  client: Queryable,
  redemption: RedemptionRecord,
  customerId: string | null,
  { source, now }: Redeeming,
): Promise<void> {
  if (customerId === null) return;
  const name = redemption.status === "succeeded" ? "redemption.succeeded" : "redemption.failed";
  await appendEvents(client, [
    {
      shard: shardOf(customerId),
      workspaceId: redemption.workspaceId,
      customerId,
      name,
      messageId: `redemption:${redemption.id}:${redemption.status}`,
      properties: {
        redemptionId: redemption.id,
        code: redemption.code,
        voucherId: redemption.voucherId,
        campaignId: redemption.campaignId,
        runId: redemption.runId,
        orderId: redemption.orderId,
        discountAmount: redemption.discountAmount,
        orderAmount: redemption.orderAmount,
        currency: redemption.currency,
        ...(redemption.failure ? { failure: redemption.failure } : {}),
      },
      occurredAt: new Date(now),
      acceptedAt: new Date(now),
      source,
    },
  ]);
}
