import type pg from "pg";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { resumeFlow } from "@/lib/server/engine/resume-flow";
import { listFlows } from "@/lib/server/use-cases/flows/list-flows";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { makeActor } from "@/lib/testing/make-actor";
import { getEngine } from "./get-engine";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let pool: pg.Pool;
let shop: EngineFixture;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await new EngineFixture(pool).open();
});
const actor = () => makeActor(shop.workspaceId, "admin");

/** A flow that takes everybody again and again, launched now. */
async function launch(settings: Record<string, unknown> = {}): Promise<string> {
  const { flowId } = await shop.live(
    drawFlow(
      {
        trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "end" } },
        end: { type: "exit" },
      },
      { frequency: { reentry: "again" }, ...settings },
    ),
  );
  await pool.query(`UPDATE flow SET launched_at = $2 WHERE id = $1`, [flowId, shop.clock()]);
  return flowId;
}

it("a live flow that was busy for a week and let nobody in for a day is called silent, until somebody enters", async () => {
  const flowId = await launch();
  for (let day = 0; day < 7; day++) {
    await shop.abandon(await shop.customers(11));
    await shop.drain();
    shop.now += DAY;
  }
  const silent = async () =>
    (await listFlows({ actor: actor(), query: { limit: 10 } }, shop.clock)).data[0]!.silent;
  shop.now -= DAY;
  expect(await silent()).toBeNull();
  shop.now += 2 * DAY;
  expect(await silent()).toMatchObject({ perDay: 11 });
  expect((await getEngine({ actor: actor() }, shop.clock)).silentFlows).toMatchObject([{ id: flowId }]);
  await shop.abandon(await shop.customers(1));
  await shop.drain();
  expect(await silent()).toBeNull();
});

it("a weekend that a flow keeps and a pause that people meet are not silence; a working day without anybody is", async () => {
  // The fixture's clock begins on a Monday at 11:00 in Berlin.
  const working = { schedule: { weekdays: [1, 2, 3, 4, 5], hours: { from: "08:00", until: "18:00" } } };
  const flowId = await launch(working);
  for (let day = 0; day < 5; day++) {
    await shop.abandon(await shop.customers(16));
    await shop.drain();
    shop.now += DAY;
  }
  const silent = async () => (await getEngine({ actor: actor() }, shop.clock)).silentFlows.length;
  // Saturday to Monday morning.
  for (let day = 5; day < 7; day++) {
    expect(await silent(), `day ${day}`).toBe(0);
    shop.now += DAY;
  }
  expect(await silent()).toBe(0);
  shop.now += 6 * HOUR;
  expect(await silent()).toBe(1);

  await pool.query(`UPDATE flow SET status = 'paused' WHERE id = $1`, [flowId]);
  await shop.abandon(await shop.customers(1));
  await shop.drain();
  await resumeFlow(flowId, shop.workspaceId, shop.clock);
  expect(await silent()).toBe(0);
});
