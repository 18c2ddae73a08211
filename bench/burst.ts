import { fork } from "node:child_process";
import { pool } from "@/lib/server/db/pool";
import { WORKER_NODE_OPTIONS } from "@/lib/server/launch/programs";
import { drawFlow } from "@/lib/testing/draw-flow";
import { beside } from "./beside";
import { amount, report } from "./report";
import { openShop } from "./shop";

/**
 * Steps moved per second out of a burst of runs that are all due at once, by worker processes with two loops each: every run wakes at a wait, goes
 * through a branch, and waits again, which is three steps. `burst.ts <runs> <others asleep> <workers> <rounds>`. The runs, and those that sleep
 * beside them, are written straight into the tables: what is measured is what moves them.
 */
const count = amount(200_000);
const [waiting = 0, workers = 1, rounds = 3] = process.argv.slice(3).map(Number);
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
const past = new Date(shop.now - 60_000);
if (waiting > 0) await write(waiting, "second", new Date(shop.now + 30 * 86_400_000), false);

const perSecond: number[] = [];
const rssMb: number[] = [];
for (let round = 1; round <= rounds; round++) {
  await write(count, "first", past, true);
  await pool().query("VACUUM ANALYZE");
  await pool().query("CHECKPOINT");
  const team = Array.from({ length: workers }, (_, index) =>
    fork(beside("burst-worker"), [String((index * 64) / workers)], {
      execArgv: WORKER_NODE_OPTIONS,
    }),
  );
  await Promise.all(team.map((worker) => new Promise((ready) => worker.once("message", ready))));
  const started = performance.now();
  const done = team.map((worker) => new Promise<number>((told) => worker.once("message", told)));
  for (const worker of team) worker.send("go");
  rssMb.push(Math.max(...(await Promise.all(done))));
  perSecond.push((count * 3) / ((performance.now() - started) / 1000));
  for (const worker of team) worker.kill();
  const moved = (await shop.totals(versionId))["second/entered"];
  if (moved !== count * round) throw new Error(`${moved} of ${count * round} runs moved.`);
}
report({ perSecond, rssMb });

async function write(many: number, stepId: string, wakeAt: Date, withCustomers: boolean): Promise<void> {
  for (let done = 0; done < many; done += 100_000) {
    await pool().query(
      `WITH made AS (
         INSERT INTO run (shard, id, workspace_id, flow_id, version_id, customer_id, status, step_id, wake_at, step_entered_at, entered_at, trigger_event_id, context)
         SELECT get_byte(uuid_send(c), 15) % 64, overlay(gen_random_uuid()::text placing right(c::text, 2) from 35)::uuid, $1, $2, $3, c, 'active', $6, $4, now() - interval '61 minutes', now() - interval '61 minutes', 1,
           '{"event":{"id":1,"name":"itemAddedToCart","properties":{"total":4000,"currency":"EUR","items":[{"sku":"mug","name":"Mug","price":2000,"quantity":2}]},"occurredAt":"2026-01-01T00:00:00.000Z"},"cart":{"total":4000,"currency":"EUR","items":[{"sku":"mug","name":"Mug","price":2000,"quantity":2}]},"vouchers":[]}'
         FROM (SELECT gen_random_uuid() AS c FROM generate_series(1, $5::int)) AS customers RETURNING shard, id, wake_at, customer_id
       ), people AS (
         INSERT INTO customer (shard, id, workspace_id, email, created_at, updated_at)
         SELECT shard, customer_id, $1, 'shopper@shop.example', now(), now() FROM made WHERE $7::boolean
       )
       INSERT INTO run_timer (shard, wake_at, run_id) SELECT shard, wake_at, id FROM made`,
      [shop.workspaceId, flowId, versionId, wakeAt, Math.min(100_000, many - done), stepId, withCustomers],
    );
  }
}
