import type { RedemptionRecord } from "@/lib/server/db/coupons/insert-redemption";
import { emitInternal, type Happening } from "@/lib/server/db/events/emit-internal";
import type { Queryable } from "@/lib/server/db/pool";

/**
 * Tells the log of a redemption: that of whom the code was given to, since it is their flow that earned the order; else of whoever used
 * it; else the workspace's own.
 */
export async function tellOfRedemption(
  client: Queryable,
  redemption: RedemptionRecord,
  customerId: string | null,
  { source, now, newOrderId }: { source: string; now: number; newOrderId: string | null },
): Promise<void> {
  const happenings: Happening[] = [
    {
      name: redemption.status === "succeeded" ? "redemption.succeeded" : "redemption.failed",
      customerId,
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
    },
  ];
  if (newOrderId !== null) {
    const properties = {
      orderId: newOrderId,
      sourceId: redemption.orderId,
      amount: redemption.orderAmount,
      discountAmount: redemption.discountAmount,
      currency: redemption.currency,
    };
    const buyer = redemption.customerId;
    happenings.push(
      { name: "order.created", customerId: buyer, messageId: `order:${newOrderId}:created`, properties },
      { name: "order.paid", customerId: buyer, messageId: `order:${newOrderId}:paid`, properties },
    );
  }
  await emitInternal(client, redemption.workspaceId, happenings, { now: new Date(now), source });
}
