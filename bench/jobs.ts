import { Logger, run } from "graphile-worker";
import { pool } from "@/lib/server/db/pool";
import { env } from "@/lib/server/env";
import { amount, report } from "./report";

/** The other ceiling: what a queue with one trivial job for each step does per second, with as many jobs at once as there are connections. */
const count = amount(10_000);
await pool().query(
  `SELECT FROM graphile_worker.add_jobs(ARRAY(
     SELECT json_populate_record(NULL::graphile_worker.job_spec, '{"identifier":"step"}') FROM generate_series(1, $1::int)))`,
  [count],
);
await pool().query("ANALYZE");
let done = 0;
const started = performance.now();
const finished = new Promise<void>((resolve) => {
  run({
    connectionString: env().DATABASE_URL,
    concurrency: 10,
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
    taskList: {
      step: () => {
        done += 1;
        if (done === count) resolve();
      },
    },
  }).catch((error: unknown) => {
    throw error;
  });
});
await finished;
report({ perSecond: count / ((performance.now() - started) / 1000) });
