import { setTimeout as sleep } from "node:timers/promises";
import { type EmbeddedPostgres, startEmbedded } from "@/lib/server/db/embedded";
import { complain } from "./output";

/** The embedded PostgreSQL, for as long as we run. */
export type Database = { url: string; stop(): Promise<void> };

/**
 * Starts the embedded PostgreSQL and starts it again, at the same address, when it ends unasked. Web and workers hold no session for
 * good, so they go on by themselves once it is back.
 */
export async function runDatabase(dataDir: string, onStart: (pid: number) => void): Promise<Database> {
  const stopping = new AbortController();
  let postgres = await startEmbedded(dataDir);
  onStart(postgres.pid);
  const loop = (async () => {
    for (;;) {
      const reason = await postgres.ended;
      if (stopping.signal.aborted) return;
      complain(`PostgreSQL ended (${reason}). Starting it again.`);
      const next = await startAgain(dataDir, stopping.signal);
      if (!next) return;
      postgres = next;
      onStart(postgres.pid);
    }
  })();
  return {
    url: postgres.url,
    stop: async () => {
      stopping.abort();
      await postgres.stop();
      await loop;
    },
  };
}

async function startAgain(dataDir: string, signal: AbortSignal): Promise<EmbeddedPostgres | null> {
  for (let pause = 500; !signal.aborted; pause = Math.min(pause * 2, 30_000)) {
    try {
      const postgres = await startEmbedded(dataDir, {}, true);
      if (!signal.aborted) return postgres;
      await postgres.stop();
    } catch (error) {
      complain((error as Error).message);
      await sleep(pause, undefined, { signal }).catch(() => {});
    }
  }
  return null;
}
