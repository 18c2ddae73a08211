import type pg from "pg";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";

/* Orders that come, or are handled, long after a run has ended. */

const HOUR = 3_600_000;
let pool: pg.Pool;
let shop: EngineFixture;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await new EngineFixture(pool).open();
});

/** A flow that lets its customers out at once and counts their orders for so many hours. */
const counting = (hours: number) =>
  drawFlow(
    {
      trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "end" } },
      end: { type: "exit" },
    },
    { goal: { eventName: "PurchaseFinished" }, conversionWindow: { value: hours, unit: "hours" } },
  );
const order = (customer: string) =>
  shop.send("PurchaseFinished", [customer], { total: 4000, currency: "EUR" });
const outcome = async () => (await shop.runs()).map(({ status, revenue }) => [status, revenue]);

it("who ended by a version that counts for longer is counted for as long, whatever the newest one says", async () => {
  const { flowId } = await shop.live(counting(100));
  const [early, late] = (await shop.customers(2)) as [string, string];
  await shop.abandon([early, late]);
  await shop.drain();
  await shop.publish(flowId, counting(1));
  await shop.pass(50 * HOUR);
  await order(early);
  await shop.drain();
  await shop.pass(51 * HOUR);
  await order(late);
  await shop.drain();
  expect((await outcome()).sort()).toEqual([
    ["completed", null],
    ["completed", 4000],
  ]);
});

it("an order inside the window counts, however late the engine comes to it", async () => {
  await shop.live(counting(10));
  const [customer] = (await shop.customers(1)) as [string];
  await shop.abandon([customer]);
  await shop.drain();
  shop.now += 9 * HOUR;
  await order(customer);
  await shop.pass(5 * HOUR);
  expect(await outcome()).toEqual([["completed", 4000]]);
});
