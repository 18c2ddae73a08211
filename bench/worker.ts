import { systemClock } from "@/lib/server/clock";
import { pool } from "@/lib/server/db/pool";
import { startLoops } from "@/lib/server/engine/worker-loop";
import { env } from "@/lib/server/env";
import { startDeliveries } from "@/lib/server/jobs/delivery-loop";
import { answerAtOnce } from "./no-op-provider";

/**
 * A worker with the loops of a real one, which says when it is ready. With "wait" it begins at the word "go". At "stop" it ends, and tells how many µs of
 * processor time it took since it began. Its provider answers at once: the HTTP call is replaced at its edge, everything before it is real.
 */
answerAtOnce();
// Gone with who started it, however that ended.
process.once("disconnect", () => process.exit());
await pool().query("SELECT 1");
if (process.argv[2] === "wait") {
  process.send?.("ready");
  await new Promise((go) => process.once("message", go));
}
const begun = process.cpuUsage();
const deliveries = startDeliveries(pool(), { clock: systemClock, databaseUrl: env().DATABASE_URL });
const loops = startLoops(pool(), {
  clock: systemClock,
  count: env().WORKER_SHARD_LOOPS,
  shardsPerBatch: env().WORKER_SHARDS_PER_BATCH,
  databaseUrl: env().DATABASE_URL,
  onMessages: deliveries.wake,
});
if (process.argv[2] !== "wait") process.send?.("ready");
await new Promise((stop) => process.once("message", stop));
const { user, system } = process.cpuUsage(begun);
await loops.stop();
await deliveries.stop();
process.send?.(user + system);
