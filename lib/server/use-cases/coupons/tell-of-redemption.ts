import type { ConsumedVoucher } from "@/lib/server/db/coupons/consume-voucher";
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
  { source, now, kept }: { source: string; now: number; kept: ConsumedVoucher["order"] },
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
  if (kept) {
    const properties = {
      orderId: kept.id,
      sourceId: redemption.orderId,
      status: kept.status,
      amount: redemption.orderAmount,
      discountAmount: redemption.discountAmount,
      currency: redemption.currency,
    };
    const about = { customerId: redemption.customerId, properties };
    happenings.push(
      kept.before === null
        ? { name: "order.created", messageId: `order:${kept.id}:created`, ...about }
        : { name: "order.updated", ...about },
    );
    if (kept.status === "PAID" && kept.before !== "PAID")
      happenings.push({ name: "order.paid", messageId: `order:${kept.id}:paid`, ...about });
  }
  await emitInternal(client, redemption.workspaceId, happenings, { now: new Date(now), source });
}
