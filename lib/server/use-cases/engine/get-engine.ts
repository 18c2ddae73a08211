import type { ResponseOf } from "@/lib/contracts/contract";
import type { getEngineContract } from "@/lib/contracts/engine";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { readShards } from "@/lib/server/db/engine/read-shards";
import { readWorkers, type SeenWorker } from "@/lib/server/db/engine/read-workers";
import { findSilent } from "@/lib/server/db/flows/find-silent";
import { pool } from "@/lib/server/db/pool";
import type { MinuteFigures } from "@/lib/server/metrics/minutes";
import { invariantWords } from "@/lib/server/use-cases/health/invariant";

type Answer = ResponseOf<typeof getEngineContract>;

const MINUTE_MS = 60_000;
const MINUTES = 15;

/** How the engine is doing. Shards and workers are those of the whole installation: counts and machines, nothing of any workspace. */
export async function getEngine({ actor }: { actor: Actor }, clock = systemClock): Promise<Answer> {
  authorise(actor, "runs:write");
  const now = clock();
  const [shards, workers, silent, invariant] = await Promise.all([
    readShards(now),
    readWorkers(now),
    findSilent(pool(), now, actor.workspaceId),
    invariantWords(now.getTime()),
  ]);
  const backlog = shards.map(({ shard, pending, due, oldest }) => ({
    shard,
    pending,
    due,
    lagSeconds: oldest ? Math.max(0, Math.round((now.getTime() - oldest.getTime()) / 100) / 10) : 0,
  }));
  return {
    at: now.toISOString(),
    lagSeconds: Math.max(...backlog.map(({ lagSeconds }) => lagSeconds)),
    invariant,
    shards: backlog,
    minutes: minutesOf(workers, now.getTime()),
    workers: workers.map(workerOf),
    silentFlows: silent.map(({ id, name, per_day, last_entry }) => ({
      id,
      name,
      perDay: per_day,
      lastEntryAt: last_entry.toISOString(),
    })),
  };
}

/** What all workers did together, minute by minute; minutes without work are there too. */
function minutesOf(workers: readonly SeenWorker[], now: number): Answer["minutes"] {
  const current = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  const all = workers.flatMap(({ minutes }) => minutes);
  return Array.from({ length: MINUTES }, (_, index) => {
    const minute = current - (MINUTES - 1 - index) * MINUTE_MS;
    const rows = all.filter((row) => row.minute === minute);
    const sum = (key: Exclude<keyof MinuteFigures, "minute">) =>
      rows.reduce((total, row) => total + row[key], 0);
    return {
      minute: new Date(minute).toISOString(),
      batches: sum("batches"),
      events: sum("events"),
      timers: sum("timers"),
      entered: sum("entered"),
      messages: sum("messages"),
    };
  });
}

function workerOf({ id, host, pid, started_at, seen_at, figures }: SeenWorker): Answer["workers"][number] {
  const value = (name: string) => figureOf(figures, name);
  const batches = value("cartograph_batch_seconds_count");
  return {
    id,
    host,
    pid,
    startedAt: started_at.toISOString(),
    seenAt: seen_at.toISOString(),
    batches,
    batchMs: batches > 0 ? Math.round((value("cartograph_batch_seconds_sum") / batches) * 10_000) / 10 : null,
    failures: value("cartograph_batch_failures_total"),
    residentBytes: value("cartograph_worker_resident_bytes"),
  };
}

type Figure = { name: string; values: { value: number; metricName?: string }[] };

/** One value among a worker's figures; 0 when it never counted there. */
function figureOf(figures: readonly unknown[], name: string): number {
  for (const figure of figures as Figure[]) {
    const found = figure.values.find(({ metricName }) => (metricName ?? figure.name) === name);
    if (found) return found.value;
  }
  return 0;
}
