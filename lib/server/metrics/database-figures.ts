import { Gauge, type Registry } from "prom-client";
import { readFigures } from "@/lib/server/db/engine/read-figures";
import { readShards } from "@/lib/server/db/engine/read-shards";
import { readWorkers } from "@/lib/server/db/engine/read-workers";
import { findSilent } from "@/lib/server/db/flows/find-silent";
import { pool } from "@/lib/server/db/pool";

/** Adds what the database knows of the whole installation. Counts of outcomes come from the counters, never from scans of runs. */
export async function addDatabaseFigures(registry: Registry, now: Date): Promise<void> {
  const [shards, workers, silent, figures] = await Promise.all([
    readShards(now),
    readWorkers(now),
    findSilent(pool(), now, null),
    readFigures(),
  ]);
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `cartograph_${name}`, help, labelNames, registers: [registry] });
  const oldest = Math.min(...shards.map((shard) => shard.oldest?.getTime() ?? now.getTime()));
  gauge("lag_seconds", "How long the oldest waiting event or timer has waited").set(
    Math.max(0, now.getTime() - oldest) / 1000,
  );
  gauge("pending_events", "Events accepted and not handled yet, counted up to 10,000 a shard").set(
    shards.reduce((sum, { pending }) => sum + pending, 0),
  );
  gauge("due_runs", "Runs whose time has come, counted up to 10,000 a shard").set(
    shards.reduce((sum, { due }) => sum + due, 0),
  );
  gauge("workers", "Worker processes that told of themselves in the last 45 seconds").set(workers.length);
  gauge("silent_flows", "Live flows that were busy for a week and let nobody in for a day").set(
    silent.length,
  );
  gauge("failed_runs", "Runs that stand as failed, counted up to 10,000").set(figures.failedRuns);
  gauge("set_aside_events", "Events that the engine could not handle, waiting to be replayed").set(
    figures.setAside,
  );
  const jobs = gauge("jobs", "Jobs of outside calls: still to be done, or given up after all tries", [
    "state",
  ]);
  jobs.set({ state: "waiting" }, figures.jobsWaiting);
  jobs.set({ state: "given_up" }, figures.jobsGivenUp);
  const outcomes = gauge(
    "run_outcomes",
    "Entries, endings and refusals of all flows, since ever; a retried failure is taken back",
    ["outcome"],
  );
  for (const { outcome, count } of figures.ofFlows) outcomes.set({ outcome }, count);
  const sends = gauge("message_results", "What became of messages, since ever", ["result"]);
  for (const { outcome, count } of figures.ofMessages) sends.set({ result: outcome }, count);
}
