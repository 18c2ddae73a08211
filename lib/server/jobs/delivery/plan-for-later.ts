import { enqueueDeliveries } from "@/lib/server/db/messages/enqueue-deliveries";
import { type Leased, leaseDeliveries } from "@/lib/server/db/messages/lease-deliveries";
import type { Queryable } from "@/lib/server/db/pool";
import type { Decision } from "./claim-messages";

/** Messages that wait for the same moment share a row. Moments within a second of each other are the same. */
export async function planForLater(
  queryable: Queryable,
  shard: number,
  decisions: readonly Decision[],
): Promise<void> {
  const byMoment = new Map<number, { ids: string[]; runAt: Date }>();
  const cut: { leased: Leased; at: number }[] = [];
  for (const { delivery, later } of decisions) {
    if (!later) continue;
    const { id, attempts, connectionId } = delivery;
    if (delivery.cutOff) {
      cut.push({ leased: { connectionId, attempt: attempts, ids: [id] }, at: later.getTime() });
      continue;
    }
    const second = Math.floor(later.getTime() / 1000);
    const group = byMoment.get(second) ?? { ids: [], runAt: later };
    group.ids.push(id);
    if (later > group.runAt) group.runAt = later;
    byMoment.set(second, group);
  }
  await enqueueDeliveries(
    queryable,
    [...byMoment.values()].map((group) => ({ shard, ...group })),
  );
  // It stays known of these that they may have gone out: 0 is a lease that nobody holds.
  const recheckAt = new Date(Math.min(...cut.map(({ at }) => at)));
  await leaseDeliveries(
    queryable,
    shard,
    cut.map(({ leased }) => leased),
    { lease: 0, recheckAt },
  );
}
