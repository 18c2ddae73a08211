import { insertRedemption, type RedemptionRecord } from "@/lib/server/db/coupons/insert-redemption";
import { propertiesOfRedemption } from "@/lib/server/db/coupons/properties-of-redemption";
import { emitInternal } from "@/lib/server/db/events/emit-internal";
import type { Queryable } from "@/lib/server/db/pool";

/**
 * Keeps a refused try, and tells the log of it: that of whom the code was given to, since it is their flow that would have earned the order; else of
 * whoever tried; else the workspace's own (`customerId` null). `now` in epoch ms.
 */
export async function refuseRedemption(
  client: Queryable,
  redemption: RedemptionRecord,
  customerId: string | null,
  { source, now }: { source: string; now: number },
): Promise<void> {
  await insertRedemption(client, redemption);
  const happening = {
    name: "redemption.failed",
    customerId,
    messageId: `redemption:${redemption.id}:failed`,
    properties: propertiesOfRedemption(redemption),
  } as const;
  await emitInternal(client, redemption.workspaceId, [happening], { now: new Date(now), source });
}
