import type pg from "pg";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { mainJob } from "@/lib/testing/main-job";

const DAY = 86_400_000;
const HOUR = 3_600_000;

let pool: pg.Pool;
let shop: EngineFixture;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await new EngineFixture(pool).open();
});

describe("entry", () => {
  const frequency = (settings: Record<string, unknown>) => mainJob(shop, { frequency: settings });

  it("S4-22: with re-entry off a second trigger is ignored and the reason kept", async () => {
    const { versionId } = await shop.live(await frequency({ reentry: "never" }));
    const customers = await shop.customers(1);
    await shop.abandon(customers);
    await shop.drain();
    await shop.send("PurchaseFinished", customers, {});
    await shop.abandon(customers);
    await shop.drain();
    expect(await shop.runs()).toHaveLength(1);
    const { rows } = await pool.query(`SELECT reason FROM entry_refusal WHERE customer_id = $1`, [
      customers[0],
    ]);
    expect(rows).toEqual([{ reason: "reentry_never" }]);
    expect(await shop.totals(versionId)).toMatchObject({ "/refused:reentry_never": 1 });
  });

  it("S4-18, S4-19: may enter again once the delay has passed", async () => {
    await shop.live(await frequency({ reentry: "again", delay: { value: 12, unit: "hours" } }));
    const customers = await shop.customers(1);
    for (const wait of [0, 11 * HOUR, HOUR]) {
      await shop.pass(wait);
      await shop.abandon(customers);
      await shop.send("PurchaseFinished", customers, {});
      await shop.drain();
    }
    expect(await shop.runs()).toHaveLength(2);
  });

  it("M-2, S4-20: at most so many times within the period", async () => {
    const { versionId } = await shop.live(
      await frequency({
        reentry: "again",
        delay: { value: 0, unit: "hours" },
        limit: { count: 2, per: { value: 1, unit: "weeks" } },
      }),
    );
    const customers = await shop.customers(1);
    for (let visit = 0; visit < 4; visit++) {
      await shop.abandon(customers);
      await shop.send("PurchaseFinished", customers, {});
      await shop.pass(HOUR);
    }
    expect(await shop.runs()).toHaveLength(2);
    expect(await shop.totals(versionId)).toMatchObject({ "/refused:reentry_limit": 2 });
    await shop.pass(7 * DAY);
    await shop.abandon(customers);
    await shop.drain();
    expect(await shop.runs()).toHaveLength(3);
  });

  it("X-3, S2-22: while active, a trigger is ignored, supersedes, or runs in parallel", async () => {
    const again = { reentry: "again", delay: { value: 0, unit: "hours" } };
    for (const [whileActive, statuses] of [
      ["ignore", ["active"]],
      ["supersede", ["active", "exited"]],
      ["parallel", ["active", "active"]],
    ] as const) {
      shop = await new EngineFixture(pool).open();
      await shop.live(await frequency({ ...again, whileActive }));
      const customers = await shop.customers(1);
      await shop.abandon(customers);
      await shop.abandon(customers);
      await shop.drain();
      expect((await shop.runs()).map(({ status }) => status).sort(), whileActive).toEqual(statuses);
    }
  });

  it("two triggers that take the same event start one run, by the first of them, and refuse nothing", async () => {
    for (const whileActive of ["ignore", "supersede", "parallel"]) {
      shop = await new EngineFixture(pool).open();
      const rich = {
        match: "all",
        conditions: [{ field: "event.total", operator: "greater", value: 9_000 }],
      };
      const trigger = { type: "event-trigger", to: { next: "wait" } };
      const { versionId } = await shop.live(
        drawFlow(
          {
            rich: { ...trigger, config: { eventName: "itemAddedToCart", filter: rich } },
            any: { ...trigger, config: { eventName: "itemAddedToCart" } },
            same: { ...trigger, config: { eventName: "itemAddedToCart" } },
            wait: { type: "wait", config: { mode: "duration", duration: { value: 1, unit: "days" } } },
          },
          { frequency: { reentry: "again", delay: { value: 0, unit: "hours" }, whileActive } },
        ),
      );
      await shop.abandon(await shop.customers(1));
      await shop.drain();
      expect(await shop.runs(), whileActive).toHaveLength(1);
      expect(await shop.totals(versionId), whileActive).toEqual({
        "/entered": 1,
        "any/entered": 1,
        "any/port:next": 1,
        "wait/entered": 1,
      });
    }
  });

  it("S4-21: outside its schedule a flow takes nobody, and says so", async () => {
    const { versionId } = await shop.live(
      await mainJob(shop, { schedule: { until: "2026-01-05T09:00:00Z" } }),
    );
    await shop.abandon(await shop.customers(1));
    await shop.drain();
    expect(await shop.runs()).toHaveLength(0);
    expect(await shop.totals(versionId)).toMatchObject({ "/refused:outside_schedule": 1 });
  });
});
