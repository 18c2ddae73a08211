import { systemClock } from "@/lib/server/clock";
import { pool } from "@/lib/server/db/pool";
import { runBatch } from "@/lib/server/engine/run-batch";

/** One worker of the burst: two loops over the shards, from the word go until nothing is due. Tells the memory it has come to, in MB. */
const first = Number(process.argv[2] ?? 0);
await pool().query("SELECT 1");
// Gone with who started it, however that ended.
process.once("disconnect", () => process.exit());
process.send?.("ready");
await new Promise((go) => process.once("message", go));
await Promise.all(
  [first, first + 32].map(async (startAt) => {
    for (let at = startAt % 64; ; ) {
      const result = await runBatch(pool(), { clock: systemClock, startAt: at });
      if (!result) return;
      at = (result.shard + 1) % 64;
    }
  }),
);
process.send?.(process.memoryUsage().rss / 1e6);
