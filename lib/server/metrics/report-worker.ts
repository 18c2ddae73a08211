import { hostname } from "node:os";
import type pg from "pg";
import type { Clock } from "@/lib/server/clock";
import { log } from "@/lib/server/log";
import type { WorkerFigures } from "./worker-figures";

/** How often a worker tells of itself. */
const EVERY_MS = 10_000;

/**
 * Writes down every ten seconds that this worker is there and what it has done, where the engine page and /api/metrics of any web process read
 * it: so they show all workers of all machines, and no worker needs a port. `told` is over when it
 * has been written for the first time; `stop` strikes the worker off.
 */
export function reportWorker(
  pool: pg.Pool,
  worker: { id: string; figures: WorkerFigures },
  clock: Clock,
): { told: Promise<void>; stop: () => Promise<void> } {
  const startedAt = clock();
  let last = tell(pool, worker, startedAt, clock);
  const timer = setInterval(() => (last = tell(pool, worker, startedAt, clock)), EVERY_MS);
  timer.unref();
  return {
    told: last,
    stop: async () => {
      clearInterval(timer);
      await last;
      await pool.query(`DELETE FROM engine_worker WHERE id = $1`, [worker.id]).catch(() => {});
    },
  };
}

async function tell(
  pool: pg.Pool,
  { id, figures }: { id: string; figures: WorkerFigures },
  startedAt: Date,
  clock: Clock,
): Promise<void> {
  try {
    await pool.query(
      `INSERT INTO engine_worker (id, host, pid, started_at, seen_at, minutes, figures) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (id) DO UPDATE SET seen_at = EXCLUDED.seen_at, minutes = EXCLUDED.minutes, figures = EXCLUDED.figures`,
      [
        id,
        hostname(),
        process.pid,
        startedAt,
        clock(),
        JSON.stringify(figures.minutes()),
        JSON.stringify(await figures.asJson()),
      ],
    );
  } catch (error) {
    // Nothing waits for this: the work goes on, and the next time comes soon.
    log().debug({ err: error }, "this worker could not tell of itself");
  }
}
