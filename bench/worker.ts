import { systemClock } from "@/lib/server/clock";
import { pool } from "@/lib/server/db/pool";
import { startLoops } from "@/lib/server/engine/worker-loop";
import { env } from "@/lib/server/env";
import { startDeliveries } from "@/lib/server/jobs/delivery-loop";
import { answerAtOnce } from "./no-op-provider";

/** A worker with the loops of a real one. Its provider answers at once: the HTTP call is replaced at its edge, everything before it is real. */
answerAtOnce();
const deliveries = startDeliveries(pool(), { clock: systemClock, databaseUrl: env().DATABASE_URL });
startLoops(pool(), {
  clock: systemClock,
  count: env().WORKER_SHARD_LOOPS,
  shardsPerBatch: env().WORKER_SHARDS_PER_BATCH,
  databaseUrl: env().DATABASE_URL,
  onMessages: deliveries.wake,
});
// Gone with who started it, however that ended.
process.once("disconnect", () => process.exit());
process.send?.("ready");
