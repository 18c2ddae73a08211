import pg from "pg";
import { SHARD_COUNT } from "@/lib/domain/shard";
import { Bell, rest } from "@/lib/server/bell";
import type { Clock } from "@/lib/server/clock";
import { WORK_CHANNEL } from "@/lib/server/db/events/wake-workers";
import { log } from "@/lib/server/log";
import { span } from "@/lib/server/tracing/span";
import { BatchFailure } from "./batch-failure";
import { type BatchResult, runBatch } from "./run-batch";
import { setAsideBroken } from "./set-aside-broken";

/** How long a loop rests when nothing wakes it: the safety net under NOTIFY. */
const POLL_MS = 1000;
/** Shards that have little to do are worked several in one transaction: what a commit takes is then shared by them. */
const FEW_SHARDS = 16;
/** Events, due runs and memberships taken of one shard at most. */
const FULL = 1000;
/** With so many events, due runs and memberships in each, a batch is one shard's. */
const MUCH = 60;
/** How long it rests after the database failed. */
const RETRY_MS = 1000;

export type Loops = { stop: () => Promise<void> };

/** Who is told of each batch: how long it took, and at what time of the engine's clock (epoch ms). */
export type BatchWatch = {
  /** A batch begins. Its result is told to what this returns, with epoch ms, once it is committed. */
  begin: () => (result: BatchResult, now: number) => void;
  failure: () => void;
};

/** Runs `count` loops over the shards until stopped. `stop` lets the batches under way finish. `onMessages`: some wait to be delivered. */
export function startLoops(
  pool: pg.Pool,
  options: { clock: Clock; count: number; databaseUrl: string; watch?: BatchWatch; onMessages?: () => void },
): Loops {
  const bell = new Bell();
  const controller = new AbortController();
  const listening = listen(options.databaseUrl, bell, controller.signal);
  const loops = Array.from({ length: options.count }, (_, index) =>
    loop(pool, options, Math.floor((index * SHARD_COUNT) / options.count), bell, controller.signal),
  );
  return {
    stop: async () => {
      controller.abort();
      bell.ring();
      await Promise.all([...loops, listening]);
    },
  };
}

async function loop(
  pool: pg.Pool,
  { clock, watch, onMessages }: { clock: Clock; watch?: BatchWatch; onMessages?: () => void },
  first: number,
  bell: Bell,
  signal: AbortSignal,
): Promise<void> {
  let startAt = first;
  let shards = 1;
  while (!signal.aborted) {
    try {
      const rung = bell.next();
      const done = watch?.begin();
      const taking = { clock, startAt, shards, limit: shards === 1 ? FULL : FULL / 4 };
      const result = await tracedBatch(() => runBatch(pool, taking));
      shards = result && result.events + result.due + result.checks >= shards * MUCH ? 1 : FEW_SHARDS;
      if (result) {
        done?.(result, clock().getTime());
        startAt = (result.shard + 1) % SHARD_COUNT;
        if (result.messages > 0) onMessages?.();
        continue;
      }
      await rest(rung, POLL_MS, signal);
    } catch (error) {
      watch?.failure();
      shards = 1;
      log().error({ err: error }, "a batch failed and was rolled back");
      if (!(await mend(pool, clock, error))) await rest(bell.next(), RETRY_MS, signal);
      // The others' work comes first, whatever is wrong with this one.
      if (error instanceof BatchFailure) startAt = (error.shard + 1) % SHARD_COUNT;
    }
  }
}

/** A batch that found nothing to do is not worth telling. */
function tracedBatch(work: () => Promise<BatchResult | null>): Promise<BatchResult | null> {
  const sum = (result: BatchResult | null) =>
    result && {
      "cartograph.shard": result.shard,
      "cartograph.events": result.events,
      "cartograph.due_runs": result.due,
      "cartograph.checks": result.checks,
      "cartograph.entered": result.entered,
      "cartograph.messages": result.messages,
    };
  return span({ name: "engine batch", sum }, work);
}

/** Whether the batch failed for its data, and what was broken has been put aside. */
async function mend(pool: pg.Pool, clock: Clock, error: unknown): Promise<boolean> {
  if (!(error instanceof BatchFailure && error.isOfData)) return false;
  try {
    await setAsideBroken(pool, clock, error.shard);
    return true;
  } catch (failure) {
    log().error({ err: failure }, "a broken batch could not be set aside");
    return false;
  }
}

/** Listens for new work on a connection of its own, and connects again when that breaks; the poll covers the gap. */
async function listen(databaseUrl: string, bell: Bell, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const client = new pg.Client({ connectionString: databaseUrl, application_name: "cartograph listen" });
    const ended = new Promise<void>((resolve) => {
      client.on("end", resolve);
      client.on("error", () => resolve());
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    client.on("notification", () => bell.ring());
    try {
      await client.connect();
      await client.query(`LISTEN ${WORK_CHANNEL}`);
      await ended;
    } catch {
      await rest(bell.next(), RETRY_MS, signal);
    }
    await client.end().catch(() => {});
  }
}
