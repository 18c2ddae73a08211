import type pg from "pg";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { shardOf } from "@/lib/domain/shard";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { retryRun } from "./retry-run";

const MINUTE = 60_000;
let pool: pg.Pool;
let shop: EngineFixture;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await new EngineFixture(pool).open();
});

it("a run that failed while the engine was behind is told what came after the event it failed on, and nothing before", async () => {
  await shop.live(
    drawFlow(
      {
        trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "wait" } },
        wait: {
          type: "wait-for-event",
          config: { eventName: "reminded", timeout: { value: 2, unit: "hours" } },
          to: { happened: "nine", timed_out: "nine" },
        },
        nine: {
          type: "wait",
          config: { mode: "local-time", time: "09:00", weekdays: [] },
          to: { next: "end" },
        },
        end: { type: "exit" },
      },
      { goal: { eventName: "PurchaseFinished" } },
    ),
  );
  const [customer] = (await shop.customers(1, { timeZone: "Not/AZone" })) as [string];
  await shop.abandon([customer]);
  await shop.drain();
  shop.now += MINUTE;
  await shop.abandon([customer], { total: 100 });
  shop.now += MINUTE;
  await shop.send("reminded", [customer]);
  shop.now += MINUTE;
  await shop.send("PurchaseFinished", [customer], { total: 700 });
  await shop.pass(10 * MINUTE);
  const [run] = await shop.runs();
  expect(run).toMatchObject({ status: "failed", step_id: "wait" });

  await pool.query(`UPDATE customer SET time_zone = 'Europe/Berlin' WHERE id = $1`, [customer]);
  expect(await retryRun(shardOf(customer), run!.id, "somebody", shop.clock)).toBe("retried");
  // Whoever has bought is not reminded to buy.
  expect((await shop.runs())[0]).toMatchObject({ status: "converted", revenue: 700 });
  const { rows } = await pool.query<{ kinds: string[] }>(
    `SELECT ARRAY(SELECT t ->> 'kind' FROM json_array_elements(l.transitions) AS t) AS kinds FROM step_log l WHERE l.run_id = $1 ORDER BY l.id`,
    [run!.id],
  );
  expect(rows.at(-1)!.kinds).toEqual(["retried", "left", "entered", "waiting", "converted", "ended"]);
});
