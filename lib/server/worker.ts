import { type Runner, run } from "graphile-worker";
import { v7 as uuid } from "uuid";
import { startLoops } from "@/lib/server/engine/worker-loop";
import { startDeliveries } from "@/lib/server/jobs/delivery-loop";
import { CRONTAB, TASKS } from "@/lib/server/jobs/task-list";
import { startWebhooks } from "@/lib/server/jobs/webhooks/webhook-loop";
import { systemClock } from "./clock";
import { makeMonths } from "./db/months/make-months";
import { pool } from "./db/pool";
import { env } from "./env";
import { log } from "./log";
import { reportWorker } from "./metrics/report-worker";
import { WorkerFigures } from "./metrics/worker-figures";
import { stopTracing } from "./tracing/span";

/** Jobs such as making codes are few; one that is slow must not hold up another. */
const JOBS_AT_ONCE = 4;

const RETRY_MS = 1000;

/** A worker process: the engine's loops, the delivery of messages, and the jobs beside them. Any number of them share one database. */
async function main(): Promise<void> {
  const settings = env();
  await databaseAnswers();
  // The months to come have their place before the first of them begins, also where no worker was running at that hour.
  await makeMonths(pool(), systemClock()).catch((error: unknown) =>
    log().warn({ err: error }, "the months to come could not be made; it is tried again every night"),
  );
  const id = uuid();
  const figures = new WorkerFigures(id);
  const report = reportWorker(pool(), { id, figures }, systemClock);
  const deliveries = startDeliveries(pool(), { clock: systemClock, databaseUrl: settings.DATABASE_URL });
  const loops = startLoops(pool(), {
    clock: systemClock,
    count: settings.WORKER_SHARD_LOOPS,
    shardsPerBatch: settings.WORKER_SHARDS_PER_BATCH,
    databaseUrl: settings.DATABASE_URL,
    watch: figures,
    onMessages: deliveries.wake,
  });
  const webhooks = startWebhooks(pool(), { clock: systemClock });
  const jobs = await untilItWorks(() =>
    run({
      connectionString: settings.DATABASE_URL,
      concurrency: JOBS_AT_ONCE,
      taskList: TASKS,
      crontab: CRONTAB,
      noHandleSignals: true,
      pollInterval: 1000,
    }),
  );
  log().info({ loops: settings.WORKER_SHARD_LOOPS, calls: settings.DELIVERY_CONCURRENCY }, "worker ready");
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await Promise.all([loops.stop(), deliveries.stop(), webhooks.stop(), stopJobs(jobs)]);
    await report.stop();
    await stopTracing();
    await pool().end();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop());
}

/** A database that is being restarted is no reason to end: the work waits there, and so do we. */
async function databaseAnswers(): Promise<void> {
  await untilItWorks(() => pool().query("SELECT"));
}

async function untilItWorks<T>(attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      log().warn({ err: error }, "the database does not answer yet: it is tried again in a second");
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

async function stopJobs(jobs: Runner): Promise<void> {
  await jobs.stop().catch((error: unknown) => log().warn({ err: error }, "jobs did not stop cleanly"));
}

main().catch((error: unknown) => {
  log().fatal({ err: error }, "the worker could not start");
  process.exit(1);
});
