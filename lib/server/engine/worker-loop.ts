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
/** Events, due runs and memberships taken at most: so many of each, from all shards of a batch. */
const FULL = 1000;
/** As many as are worth a batch: where a shard has fewer, more shards are taken. */
const WORTHWHILE = 500;
/** How long it rests after the database failed. */
const RETRY_MS = 1000;

export type Loops = { stop: () => Promise<void> };

/** Who is told of each batch: how long it took, and at what time of the engine's clock (epoch ms). */
export type BatchWatch = {
  /** A batch begins. Its result is told to what this returns, with epoch ms, once it is committed. */
  begin: () => (result: BatchResult, now: number) => void;
  failure: () => void;
};

export type LoopOptions = {
  clock: Clock;
  /** Loops beside each other */
  count: number;
  /** Shards that have little to do are worked several in one transaction, so many at most: they share its statements and its commit. */
  shardsPerBatch: number;
  databaseUrl: string;
  watch?: BatchWatch;
  /** Some messages wait to be delivered. */
  onMessages?: () => void;
};

/** Runs loops over the shards until stopped. `stop` lets the batches under way finish. */
export function startLoops(pool: pg.Pool, options: LoopOptions): Loops {
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
  { clock, shardsPerBatch, watch, onMessages }: LoopOptions,
  first: number,
  bell: Bell,
  signal: AbortSignal,
): Promise<void> {
  let startAt = first;
  let shards = 1;
  // After several shards together have failed, each is taken by itself for a while: so it shows which one is broken.
  let alone = 0;
  while (!signal.aborted) {
    try {
      const rung = bell.next();
      const done = watch?.begin();
      const taking = { clock, startAt, shards, limit: Math.ceil(FULL / shards) };
      const result = await tracedBatch(() => runBatch(pool, taking));
      alone = Math.max(0, alone - 1);
      const each = result ? (result.events + result.due + result.checks) / shards : 0;
      shards = alone > 0 ? 1 : Math.max(1, Math.min(shardsPerBatch, Math.round(WORTHWHILE / each)));
      if (result) {
        done?.(result, clock().getTime());
        startAt = (result.shard + 1) % SHARD_COUNT;
        if (result.messages > 0) onMessages?.();
        continue;
      }
      await rest(rung, POLL_MS, signal);
    } catch (error) {
      watch?.failure();
      const failed = error instanceof BatchFailure ? error : null;
      log().error({ err: error, shards: failed?.shards }, "a batch failed and was rolled back");
      const [first = startAt, ...others] = failed?.shards ?? [];
      shards = 1;
      if (others.length > 0) {
        alone = SHARD_COUNT;
        startAt = first;
        if (failed?.isOfData) continue;
      }
      if (!failed?.isOfData || !(await setAside(pool, clock, first)))
        await rest(bell.next(), RETRY_MS, signal);
      // The others' work comes first, whatever is wrong with this one.
      if (failed && others.length === 0) startAt = (first + 1) % SHARD_COUNT;
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

/** @returns whether what is broken in a shard has been put aside */
async function setAside(pool: pg.Pool, clock: Clock, shard: number): Promise<boolean> {
  try {
    await setAsideBroken(pool, clock, shard);
    return true;
  } catch (failure) {
    log().error({ err: failure, shard }, "a broken batch could not be set aside");
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
