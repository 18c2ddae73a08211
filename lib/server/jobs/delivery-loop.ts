import type pg from "pg";
import { SHARD_COUNT } from "@/lib/domain/shard";
import { Bell, rest } from "@/lib/server/bell";
import type { Clock } from "@/lib/server/clock";
import { log } from "@/lib/server/log";
import { span } from "@/lib/server/tracing/span";
import { deliverBatch } from "./deliver-batch";
import { Lease } from "./delivery/lease";

/** How long a lane rests when nothing wakes it: what is due later, and what other workers leave, is found by looking. */
const POLL_MS = 500;
/** How long it rests after the database failed. */
const RETRY_MS = 1000;
/** Batches under way at once: while one waits for its providers, others ask the database. */
const LANES = 4;

export type Deliveries = {
  /** There may be something to deliver. */
  wake: () => void;
  /** Lets the batches under way finish. */
  stop: () => Promise<void>;
};

/** Delivers messages of all shards until stopped. Any number of processes do so beside each other. */
export function startDeliveries(pool: pg.Pool, options: { clock: Clock; databaseUrl: string }): Deliveries {
  const bell = new Bell();
  const controller = new AbortController();
  const lease = new Lease(options.databaseUrl);
  const lanes = Array.from({ length: LANES }, (_, index) =>
    lane(pool, options.clock, lease, (index * SHARD_COUNT) / LANES, bell, controller.signal),
  );
  return {
    wake: () => bell.ring(),
    stop: async () => {
      controller.abort();
      bell.ring();
      await Promise.all(lanes);
      await lease.close();
    },
  };
}

/** A look that found nothing due is not worth telling. */
function sum(result: Awaited<ReturnType<typeof deliverBatch>>) {
  return result && { "cartograph.shard": result.shard, "cartograph.messages": result.messages };
}

async function lane(
  pool: pg.Pool,
  clock: Clock,
  lease: Lease,
  first: number,
  bell: Bell,
  signal: AbortSignal,
): Promise<void> {
  let startAt = first;
  while (!signal.aborted) {
    const rung = bell.next();
    try {
      const result = await span({ name: "delivery batch", sum }, () =>
        deliverBatch(pool, { clock, lease, startAt }),
      );
      if (result) startAt = (result.shard + 1) % SHARD_COUNT;
      else await rest(rung, POLL_MS, signal);
    } catch (error) {
      log().error({ err: error }, "a batch of deliveries failed");
      // Other shards' messages come first, whatever is wrong with this one.
      startAt = (startAt + 1) % SHARD_COUNT;
      await rest(bell.next(), RETRY_MS, signal);
    }
  }
}
