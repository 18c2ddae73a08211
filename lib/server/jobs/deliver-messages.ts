import type pg from "pg";
import { z } from "zod";
import type { Clock } from "@/lib/server/clock";
import { wakeWorkers } from "@/lib/server/db/events/wake-workers";
import { enqueueDeliveries } from "@/lib/server/db/messages/enqueue-deliveries";
import { lockMessages, unlockMessages } from "@/lib/server/db/messages/lock-messages";
import { type Queryable, transaction } from "@/lib/server/db/pool";
import { callProviders } from "./delivery/call-providers";
import { claimMessages } from "./delivery/claim-messages";
import { recordResults } from "./delivery/record-results";

/** Ids of messages of one shard, as the engine's transaction handed them over. */
const deliverPayload = z.object({
  shard: z.number().int().min(0).max(63),
  ids: z.array(z.uuid()).min(1).max(50),
});

/** How long a message waits when another job is delivering it at this moment. */
const BUSY_MS = 30_000;

/**
 * Delivers messages: one transaction that looks a last time and claims, the providers called outside any transaction, one transaction
 * that records. The number of statements does not grow with the number of messages.
 *
 * All along, this job's database session holds a lock on each message. Should the process die, PostgreSQL drops the locks, and the
 * next job that finds such a message `sending` knows that an attempt was cut off: it calls again where the provider knows our id, and
 * says `unknown` where it does not.
 */
export async function deliverMessages(
  payload: unknown,
  { pool, clock }: { pool: pg.Pool; clock: Clock },
): Promise<void> {
  const { shard, ids } = deliverPayload.parse(payload);
  const client = await pool.connect();
  let broken: Error | undefined;
  // A session that is cut off between two statements has nobody else to tell.
  const onError = (error: Error) => {
    broken = error;
  };
  client.on("error", onError);
  try {
    const free = await lockMessages(client, [...new Set(ids)]);
    const busy = ids.filter((id) => !free.has(id));
    const claimed = await inTransaction(client, async () => {
      const runAt = new Date(clock().getTime() + BUSY_MS);
      if (busy.length > 0) await enqueueDeliveries(client, [{ shard, ids: busy, runAt }]);
      return await claimMessages(client, shard, [...free], clock());
    });
    if (claimed.told > 0) wakeWorkers();
    if (claimed.work.length === 0) return;
    const results = await callProviders(claimed.work, clock);
    const record = (queryable: Queryable) => recordResults(queryable, shard, claimed.work, results, clock());
    // What providers have said is not to be lost with a connection: once more, on another one.
    const told = await inTransaction(client, () => record(client)).catch(() => transaction(record, pool));
    if (told > 0) wakeWorkers();
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    // A session that may still hold locks never goes back to the pool.
    if (!broken) await unlockMessages(client).catch((error: Error) => (broken = error));
    client.off("error", onError);
    client.release(broken);
  }
}

async function inTransaction<T>(client: pg.PoolClient, work: () => Promise<T>): Promise<T> {
  await client.query("BEGIN");
  try {
    const result = await work();
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
}
