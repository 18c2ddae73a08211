import type { RedemptionRecord } from "@/lib/server/db/coupons/insert-redemption";
import { publicId } from "./ids";

/** What of a redemption every answer shows. */
export function redemptionShape(redemption: RedemptionRecord): Record<string, unknown> {
  const failed = redemption.status === "failed";
  return {
    id: publicId(failed ? "rf" : "r", redemption.id),
    object: "redemption",
    date: new Date(redemption.createdAt).toISOString(),
    customer_id: redemption.customerId === null ? null : publicId("cust", redemption.customerId),
    tracking_id: redemption.trackingId,
    metadata: redemption.metadata,
    result: failed ? "FAILURE" : "SUCCESS",
    status: STATUS[redemption.status],
    ...(redemption.failure ? { failure_code: redemption.failure } : {}),
    related_object_type: "voucher",
    related_object_id: publicId("v", redemption.voucherId),
  };
}

const STATUS = { succeeded: "SUCCEEDED", failed: "FAILED", rolled_back: "ROLLED_BACK" } as const;
