import { pool } from "@/lib/server/db/pool";
import { runBatch } from "@/lib/server/engine/run-batch";
import { drawFlow } from "@/lib/testing/draw-flow";
import { amount, report } from "./report";
import { openShop } from "./shop";

/**
 * Steps moved per second out of a burst of runs that are all due at once, by one worker with two loops: each run wakes at a wait, goes through a
 * branch, and waits again: three steps. WAITING=n puts that many other runs to sleep beside them first.
 */
const count = amount(60_000);
const waiting = Number(process.argv[3] ?? 0);
const HOUR = { value: 1, unit: "hours" };
const shop = await openShop();
const { flowId, versionId } = await shop.live(
  drawFlow({
    trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "first" } },
    first: { type: "wait", config: { mode: "duration", duration: HOUR }, to: { next: "branch" } },
    branch: {
      type: "branch",
      config: {
        branches: [
          {
            id: "big",
            name: "Big",
            filter: { match: "all", conditions: [{ field: "cart.total", operator: "greater", value: 1 }] },
          },
        ],
      },
      to: { big: "second" },
    },
    second: { type: "wait", config: { mode: "duration", duration: { value: 9, unit: "days" } } },
  }),
);
if (waiting > 0) await putToSleep(waiting);
await shop.abandon(await shop.customers(count));
await shop.drain();
await pool().query("VACUUM ANALYZE");
shop.now += 3_600_000;

const started = performance.now();
await Promise.all(
  [0, 32].map(async (startAt) => {
    for (let at = startAt; ; ) {
      const result = await runBatch(pool(), { clock: shop.clock, startAt: at });
      if (!result) return;
      at = (result.shard + 1) % 64;
    }
  }),
);
const seconds = (performance.now() - started) / 1000;
const totals = await shop.totals(versionId);
if (totals["second/entered"] !== count)
  throw new Error(`Only ${totals["second/entered"]} of ${count} runs moved.`);
report({ perSecond: (count * 3) / seconds, runsPerSecond: count / seconds });

/** Runs of customers who only wait, written straight into the tables: what they cost while asleep is what is measured. */
async function putToSleep(many: number): Promise<void> {
  for (let done = 0; done < many; done += 100_000) {
    await pool().query(
      `WITH made AS (
         INSERT INTO run (shard, id, workspace_id, flow_id, version_id, customer_id, status, step_id, wake_at, step_entered_at, entered_at, trigger_event_id, context)
         SELECT n % 64, gen_random_uuid(), $1, $2, $3, gen_random_uuid(), 'active', 'second', $4, now(), now(), 1, '{"event":{"id":1,"name":"itemAddedToCart","properties":{}},"cart":null,"vouchers":[]}'
         FROM generate_series(1, $5::int) AS n RETURNING shard, id, wake_at
       )
       INSERT INTO run_timer (shard, wake_at, run_id) SELECT shard, wake_at, id FROM made`,
      [
        shop.workspaceId,
        flowId,
        versionId,
        new Date(shop.now + 30 * 86_400_000),
        Math.min(100_000, many - done),
      ],
    );
  }
}
