import { systemClock } from "@/lib/server/clock";
import { pool } from "@/lib/server/db/pool";
import { startLoops } from "@/lib/server/engine/worker-loop";
import { env } from "@/lib/server/env";
import { startDeliveries } from "@/lib/server/jobs/delivery-loop";
import { answerAtOnce } from "./no-op-provider";

/**
 * A worker with the loops of a real one, which says when it is ready, works from the word "go" to the word "rest", and tells then how many µs of processor
 * time that took. Its provider answers at once: the HTTP call is replaced at its edge, everything before it is real.
 */
answerAtOnce();
// Gone with who started it, however that ended.
process.once("disconnect", () => process.exit());
await pool().query("SELECT 1");
process.send?.("ready");
for (;;) {
  await told("go");
  const begun = process.cpuUsage();
  const deliveries = startDeliveries(pool(), { clock: systemClock, databaseUrl: env().DATABASE_URL });
  const loops = startLoops(pool(), {
    clock: systemClock,
    count: env().WORKER_SHARD_LOOPS,
    shardsPerBatch: env().WORKER_SHARDS_PER_BATCH,
    databaseUrl: env().DATABASE_URL,
    onMessages: deliveries.wake,
  });
  await told("rest");
  const { user, system } = process.cpuUsage(begun);
  await loops.stop();
  await deliveries.stop();
  process.send?.(user + system);
}

function told(word: string): Promise<void> {
  return new Promise((heard) => {
    process.once("message", (message) => {
      if (message !== word) throw new Error(`A worker of the bench was told ${message} before ${word}.`);
      heard();
    });
  });
}
