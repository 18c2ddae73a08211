import type { RedemptionRecord } from "@/lib/server/db/coupons/insert-redemption";
import { readHolders } from "@/lib/server/db/coupons/read-holders";
import { emitInternal } from "@/lib/server/db/events/emit-internal";
import type { Queryable } from "@/lib/server/db/pool";

/** Tells the log that redemptions could not be taken back: of whom the code belongs to, as their success was. All are of one workspace. */
export async function tellOfFailedRollback(
  client: Queryable,
  redemptions: readonly RedemptionRecord[],
  { failure, reason, now }: { failure: string; reason: string | null; now: number },
): Promise<void> {
  const [first] = redemptions;
  if (!first) return;
  const holders = await readHolders(
    client,
    first.workspaceId,
    redemptions.map(({ voucherId }) => voucherId),
  );
  const happenings = redemptions.map(({ id, code, voucherId, campaignId, runId, orderId, customerId }) => ({
    name: "redemption.rollback.failed" as const,
    customerId: holders.get(voucherId) ?? customerId,
    properties: { redemptionId: id, code, voucherId, campaignId, runId, orderId, failure, reason },
  }));
  await emitInternal(client, first.workspaceId, happenings, { now: new Date(now), source: "api" });
}
