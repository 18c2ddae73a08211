import type pg from "pg";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";

/* Promise 8 where events, not timers, waited out an outage: they were accepted, and nothing handled them. */

const HOUR = 3_600_000;
let pool: pg.Pool;
let shop: EngineFixture;
let templateId: string;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await new EngineFixture(pool).open();
  templateId = await shop.template();
});

type Steps = Parameters<typeof drawFlow>[0];
const flow = (steps: Steps) =>
  drawFlow({
    trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "first" } },
    ...steps,
    email: { type: "send-email", config: { templateId }, to: { next: "end" } },
    end: { type: "exit" },
  });
const hours = (value: number) => ({ value, unit: "hours" });
const soon: Steps = {
  first: { type: "wait", config: { mode: "since-trigger", duration: hours(1) }, to: { next: "email" } },
};

it("promise 8: a reminder whose trigger waited for longer than the flow's limit is skipped and counted; one that waited for less is sent", async () => {
  const { versionId } = await shop.live(flow(soon));
  const [early, late] = (await shop.customers(2)) as [string, string];
  await shop.abandon([early]);
  shop.now += 5 * HOUR;
  await shop.abandon([late]);
  await shop.pass(20 * HOUR);
  expect(await shop.totals(versionId)).toMatchObject({ "email/skipped:late": 1, "email/queued": 1 });
  expect((await shop.runs()).map(({ status }) => status)).toEqual(["completed", "completed"]);
});

it("promise 8: what an event lets go on is late by when the event came, not by the timer that it came before", async () => {
  const { versionId } = await shop.live(
    flow({
      first: {
        type: "wait-for-event",
        config: { eventName: "PurchaseFinished", timeout: hours(1) },
        to: { happened: "email", timed_out: "end" },
      },
    }),
  );
  const [early, late] = (await shop.customers(2)) as [string, string];
  await shop.abandon([early, late]);
  await shop.drain();
  await shop.send("PurchaseFinished", [early]);
  shop.now += 10 * HOUR;
  await shop.send("PurchaseFinished", [late]);
  await shop.pass(20 * HOUR);
  expect(await shop.totals(versionId)).toMatchObject({
    "first/port:happened": 2,
    "email/skipped:late": 1,
    "email/queued": 1,
  });
});
