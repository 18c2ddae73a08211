import type { RedemptionRecord } from "./insert-redemption";

/** What the log is told of a redemption or a refused try. */
export function propertiesOfRedemption(redemption: RedemptionRecord): Record<string, unknown> {
  return {
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
  };
}
