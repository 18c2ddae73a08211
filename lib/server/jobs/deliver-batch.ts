import type pg from "pg";
import type { Clock } from "@/lib/server/clock";
import { wakeWorkers } from "@/lib/server/db/events/wake-workers";
import { finishDeliveries, type Leased, leaseDeliveries } from "@/lib/server/db/messages/lease-deliveries";
import { takeDeliveries } from "@/lib/server/db/messages/take-deliveries";
import { keyedTransaction } from "@/lib/server/db/pool";
import { callProviders } from "./delivery/call-providers";
import { claimMessages, type Work } from "./delivery/claim-messages";
import type { Lease } from "./delivery/lease";
import { recordResults } from "./delivery/record-results";

export type DeliveryOptions = {
  clock: Clock;
  lease: Lease;
  /** Messages taken at most, about */
  limit?: number;
  /** Shard to look at first */
  startAt?: number;
};

/** When somebody else looks whether we are still at it. */
const RECHECK_MS = 30_000;

/**
 * Delivers due messages of one shard: one transaction that looks a last time and claims, the providers called outside any transaction, one
 * transaction that records. The number of statements does not grow with the number of messages. Null when nothing is due.
 *
 * Should the process die in between, its lease is free, and the next one that finds what it was about to send knows that calls were cut off: it
 * calls again where the provider knows our id, and says `unknown` where it does not.
 */
export async function deliverBatch(
  pool: pg.Pool,
  { clock, lease, limit = 500, startAt = 0 }: DeliveryOptions,
): Promise<{ shard: number; messages: number } | null> {
  const number = await lease.current();
  const claimed = await keyedTransaction(
    (client) => claim(client, { clock, lease: number, limit, startAt }),
    pool,
  );
  if (!claimed) return null;
  if (claimed.told > 0) wakeWorkers();
  if (claimed.work.length > 0) {
    const told = await callAndRecord(pool, claimed, clock).catch(async (error: unknown) => {
      // What was called and could not be recorded is for whoever comes after us: our lease has to go.
      await lease.close();
      throw error;
    });
    if (told > 0) wakeWorkers();
  }
  return { shard: claimed.shard, messages: claimed.messages };
}

type Claimed = {
  shard: number;
  /** How many were looked at */
  messages: number;
  work: Work[];
  /** Rows that hold the work meanwhile */
  rows: number[];
  told: number;
};

async function claim(
  client: pg.PoolClient,
  options: { clock: Clock; lease: number; limit: number; startAt: number },
): Promise<Claimed | null> {
  const now = options.clock();
  const recheckAt = new Date(now.getTime() + RECHECK_MS);
  const taken = await takeDeliveries(client, { ...options, now, recheckAt });
  if (!taken) return null;
  const { shard, ids } = taken;
  const { work, told } = await claimMessages(client, taken, now);
  const rows = await leaseDeliveries(client, shard, groups(work), { lease: options.lease, recheckAt });
  return { shard, messages: ids.length, work, rows, told };
}

function groups(work: readonly Work[]): Leased[] {
  const found = new Map<string, Leased & { ids: string[] }>();
  for (const { delivery, connectionId, attempt } of work) {
    const key = `${connectionId} ${attempt}`;
    const group = found.get(key) ?? { connectionId, attempt, ids: [] };
    group.ids.push(delivery.id);
    found.set(key, group);
  }
  return [...found.values()];
}

async function callAndRecord(pool: pg.Pool, { shard, work, rows }: Claimed, clock: Clock): Promise<number> {
  const results = await callProviders(work, clock);
  const record = () =>
    keyedTransaction(async (client) => {
      const told = await recordResults(client, shard, work, results, clock());
      await finishDeliveries(client, shard, rows);
      return told;
    }, pool);
  // What providers have said is not to be lost with a connection: once more, on another one.
  return await record().catch(record);
}
