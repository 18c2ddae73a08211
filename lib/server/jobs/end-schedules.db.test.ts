import type pg from "pg";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { createFlow } from "@/lib/server/use-cases/flows/create-flow";
import { publishFlow } from "@/lib/server/use-cases/flows/publish-flow";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { makeActor } from "@/lib/testing/make-actor";
import { endSchedules } from "./end-schedules";

const HOUR = 3_600_000;
const NOON = "2026-01-05T12:00:00Z";
let pool: pg.Pool;
let shop: EngineFixture;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await new EngineFixture(pool).open();
});

const drawing = (schedule: object) =>
  drawFlow(
    {
      trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "wait" } },
      wait: {
        type: "wait-for-event",
        config: { eventName: "PurchaseFinished", timeout: { value: 5, unit: "days" } },
        to: { happened: "end", timed_out: "end" },
      },
      end: { type: "exit" },
    },
    { schedule },
  );
const sweep = () => endSchedules({ pool, clock: shop.clock });
const endings = async () => (await shop.runs()).map(({ status, end_reason }) => [status, end_reason]);

it("the end of a schedule takes those inside with it, long before their timers, once, and as exited", async () => {
  const { versionId } = await shop.live(drawing({ until: NOON, atEnd: "exit" }));
  await shop.abandon(await shop.customers(70));
  await shop.drain();
  expect(await sweep()).toBe(0);
  shop.now = Date.parse(NOON);
  expect(await sweep()).toBe(70);
  expect(await sweep()).toBe(0);
  expect(await endings()).toEqual(Array(70).fill(["exited", "schedule_ended"]));
  expect(await shop.totals(versionId)).toMatchObject({ "/entered": 70, "/exited:schedule_ended": 70 });
});

it("a schedule that lets them finish, or whose end has not come, takes nobody", async () => {
  await shop.live(drawing({ until: NOON, atEnd: "finish" }));
  await shop.live(drawing({ until: "2026-02-01T00:00:00Z", atEnd: "exit" }));
  await shop.abandon(await shop.customers(2));
  await shop.drain();
  shop.now = Date.parse(NOON) + HOUR;
  expect(await sweep()).toBe(0);
});

it("between the end and the sweep an event moves nobody on; one accepted before the end still counts", async () => {
  await shop.live(drawing({ until: NOON, atEnd: "exit" }));
  const [early, late] = await shop.customers(2);
  await shop.abandon([early!, late!]);
  await shop.drain();
  await shop.send("PurchaseFinished", [early!], { total: 100 });
  shop.now = Date.parse(NOON);
  await shop.send("PurchaseFinished", [late!], { total: 100 });
  await shop.drain();
  const ends = new Map((await shop.runs()).map((run) => [run.customer_id, run.end_reason]));
  expect([ends.get(early!), ends.get(late!)]).toEqual(["reached the end", "schedule_ended"]);
});

it("a launch plans the sweep for the very moment", async () => {
  const actor = makeActor(shop.workspaceId);
  const flow = await createFlow(
    { actor, body: { name: "Sale", document: drawing({ until: NOON, atEnd: "exit" }) } },
    shop.clock,
  );
  const { versionId } = await publishFlow(
    { actor, params: { id: flow.id }, body: { revision: 1 } },
    shop.clock,
  );
  const { rows } = await pool.query(`SELECT run_at FROM graphile_worker._private_jobs WHERE key = $1`, [
    `end_schedules:${versionId}`,
  ]);
  expect(rows).toEqual([{ run_at: new Date(NOON) }]);
});
