import type pg from "pg";
import { openPool } from "@/lib/server/db/open-pool";

/** The channel that workers listen on. */
export const WORK_CHANNEL = "cartograph_work";

// A notification costs a commit of its own, and all commits that notify queue behind one lock: one per 5 ms is enough for
// everybody, and a worker that misses one looks again within a second.
const COALESCE_MS = 5;

let scheduled = false;
let connection: pg.Pool | undefined;

/**
 * Tells the workers that there is something to do. Call it after the commit, never inside the transaction. Returns at once; many
 * calls within a few milliseconds make one notification. A failure costs a moment's delay and is not reported.
 */
export function wakeWorkers(): void {
  if (scheduled) return;
  scheduled = true;
  setTimeout(() => {
    scheduled = false;
    own()
      .query(`NOTIFY ${WORK_CHANNEL}`)
      .catch(() => {});
  }, COALESCE_MS).unref();
}

// A connection of its own, so that a notification never waits for a free one of the main pool. It does not keep a process alive.
function own(): pg.Pool {
  connection ??= openPool({ max: 1, allowExitOnIdle: true, application_name: "cartograph wake" });
  return connection;
}
