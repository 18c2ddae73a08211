import { pool } from "@/lib/server/db/pool";
import type { MinuteFigures } from "@/lib/server/metrics/minutes";

/** A worker that says nothing for this long is taken for gone. */
const SILENT_MS = 45_000;

export type SeenWorker = {
  id: string;
  host: string;
  pid: number;
  started_at: Date;
  seen_at: Date;
  minutes: MinuteFigures[];
  /** In prom-client's JSON form. */
  figures: unknown[];
};

/** The workers of all machines that told of themselves within 45 seconds. */
export async function readWorkers(now: Date): Promise<SeenWorker[]> {
  const { rows } = await pool().query<SeenWorker>(
    `SELECT id, host, pid, started_at, seen_at, minutes, figures FROM engine_worker WHERE seen_at > $1 ORDER BY started_at, id`,
    [new Date(now.getTime() - SILENT_MS)],
  );
  return rows;
}
