import { publicId, uuidOf } from "@/lib/server/compat/ids";
import { voucherShape } from "@/lib/server/compat/voucher-shape";
import type { RedemptionRecord } from "@/lib/server/db/coupons/insert-redemption";
import { readVoucher } from "@/lib/server/db/coupons/read-voucher";
import { undoRedemption } from "@/lib/server/db/coupons/undo-redemption";
import { emitInternal } from "@/lib/server/db/events/emit-internal";
import { cancelOrder } from "@/lib/server/db/orders/cancel-order";
import type { Queryable } from "@/lib/server/db/pool";

/** Takes one redemption back inside the caller's transaction, which holds its row lock. @returns it in the compatible API's shape */
export async function takeBack(
  client: Queryable,
  redemption: RedemptionRecord,
  {
    reason,
    trackingId,
    by,
    now,
  }: { reason: string | null; trackingId: string | null; by: string; now: number },
): Promise<Record<string, unknown>> {
  await undoRedemption(client, redemption, { reason, by, now });
  const voucher = await readVoucher(client, redemption.workspaceId, redemption.code);
  const sourceId = redemption.orderId;
  const order = { sourceId, id: sourceId === null ? null : uuidOf("ord", sourceId) };
  const canceled = await cancelOrder(client, redemption.workspaceId, order, {
    discount: redemption.discountAmount ?? 0,
    now: new Date(now),
  });
  const customerId = voucher?.customerId ?? redemption.customerId;
  const properties = {
    redemptionId: redemption.id,
    code: redemption.code,
    voucherId: redemption.voucherId,
    campaignId: redemption.campaignId,
    runId: redemption.runId,
    orderId: redemption.orderId,
    reason,
  };
  await emitInternal(
    client,
    redemption.workspaceId,
    [
      {
        name: "redemption.rollback.succeeded",
        customerId,
        messageId: `redemption:${redemption.id}:rolled_back`,
        properties,
      },
      ...(canceled === null
        ? []
        : [
            {
              name: "order.canceled",
              customerId: redemption.customerId,
              properties: { orderId: canceled, sourceId: redemption.orderId, reason },
            } as const,
          ]),
    ],
    { now: new Date(now), source: "api" },
  );
  return {
    id: publicId("rr", redemption.id),
    object: "redemption_rollback",
    date: new Date(now).toISOString(),
    customer_id: redemption.customerId === null ? null : publicId("cust", redemption.customerId),
    tracking_id: trackingId ?? redemption.trackingId,
    redemption: publicId("r", redemption.id),
    amount: redemption.discountAmount === null ? null : -redemption.discountAmount,
    reason,
    result: "SUCCESS",
    status: "SUCCEEDED",
    order: redemption.order && { ...redemption.order, status: "CANCELED" },
    voucher: voucher && voucherShape(voucher),
  };
}
