import pg from "pg";
import { env } from "@/lib/server/env";

/** The channel that workers listen on. */
export const WORK_CHANNEL = "cartograph_work";

// A notification costs a commit of its own, and all commits that notify queue behind one lock: one per 5 ms is enough for
// everybody, and a worker that misses one looks again within a second.
const COALESCE_MS = 5;

let scheduled = false;
let connection: Promise<pg.Client> | undefined;

/**
 * Tells the workers that there is something to do. Call it after the commit, never inside the transaction. Returns at once; many
 * calls within a few milliseconds make one notification. A failure costs a moment's delay and is not reported.
 */
export function wakeWorkers(): void {
  if (scheduled) return;
  scheduled = true;
  setTimeout(() => {
    scheduled = false;
    void notify();
  }, COALESCE_MS).unref();
}

async function notify(): Promise<void> {
  connection ??= connect();
  const current = connection;
  try {
    await (await current).query(`NOTIFY ${WORK_CHANNEL}`);
  } catch {
    if (connection === current) connection = undefined;
    current.then((client) => client.end()).catch(() => {});
  }
}

// Its own connection, so that a notification never waits for a free one of the pool.
async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL, application_name: "cartograph wake" });
  // A connection that breaks while idle shows at the next notification, which opens another.
  client.on("error", () => {});
  await client.connect();
  client.unref();
  return client;
}
