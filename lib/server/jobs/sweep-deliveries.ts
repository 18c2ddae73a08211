import type pg from "pg";
import type { Clock } from "@/lib/server/clock";
import { enqueueDeliveries } from "@/lib/server/db/messages/enqueue-deliveries";
import { findStranded } from "@/lib/server/db/messages/find-stranded";

const STRANDED_MS = 5 * 60_000;
const AT_ONCE = 5_000;

/**
 * Gives a new job to messages whose job died with its worker. At most 5,000 a time; it runs every minute.
 * @returns how many there were
 */
export async function sweepDeliveries({ pool, clock }: { pool: pg.Pool; clock: Clock }): Promise<number> {
  const now = clock();
  const stranded = await findStranded(pool, new Date(now.getTime() - STRANDED_MS), AT_ONCE);
  const byShard = new Map<number, string[]>();
  for (const { shard, id } of stranded) byShard.set(shard, [...(byShard.get(shard) ?? []), id]);
  await enqueueDeliveries(
    pool,
    [...byShard].map(([shard, ids]) => ({ shard, ids, runAt: now })),
  );
  return stranded.length;
}
