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

describe("steps on the real engine", () => {
  it("S3-55: waits counted from the trigger are exact whatever the steps before took", async () => {
    const since = (hours: number) => ({ mode: "since-trigger", duration: { value: hours, unit: "hours" } });
    await shop.live(
      drawFlow({
        trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "one" } },
        one: { type: "wait", config: since(1), to: { next: "two" } },
        two: { type: "wait", config: since(24), to: { next: "end" } },
        end: { type: "exit" },
      }),
    );
    await shop.abandon(await shop.customers(1));
    await shop.drain();
    const start = shop.now;
    await shop.pass(3 * HOUR);
    expect((await shop.runs())[0]).toMatchObject({ step_id: "two", wake_at: new Date(start + DAY) });
  });

  it("a goal step is reached from anywhere upstream the moment its event arrives", async () => {
    const { versionId } = await shop.live(
      drawFlow({
        trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "wait" } },
        wait: {
          type: "wait",
          config: { mode: "duration", duration: { value: 9, unit: "days" } },
          to: { next: "goal" },
        },
        goal: {
          type: "goal",
          config: { eventName: "PurchaseFinished" },
          to: { reached: "won", passed: "end" },
        },
        won: {
          type: "update-customer",
          config: { set: [{ attribute: "wonBack", value: true }] },
          to: { next: "end" },
        },
        end: { type: "exit" },
      }),
    );
    const customers = await shop.customers(1);
    await shop.abandon(customers);
    await shop.drain();
    await shop.send("PurchaseFinished", customers, { total: 500 });
    await shop.drain();
    expect((await shop.runs())[0]).toMatchObject({ status: "converted", revenue: 500 });
    const { rows } = await pool.query(`SELECT attributes, order_count FROM customer WHERE id = $1`, [
      customers[0],
    ]);
    expect(rows[0]).toEqual({ attributes: { wonBack: true }, order_count: 1 });
    expect(await shop.totals(versionId)).toMatchObject({
      "wait/port:goal": 1,
      "goal/port:reached": 1,
      "won/port:next": 1,
    });
  });

  it("S0-38, S0-39: each customer gets one code of their own, and a later message shows the same one", async () => {
    await shop.live(await mainJob(shop));
    await shop.abandon(await shop.customers(100));
    await shop.drain();
    await shop.pass(DAY);
    await shop.pass(DAY);
    const messages = await shop.messages();
    expect(messages).toHaveLength(200);
    expect(new Set(messages.map(({ context }) => context.vouchers[0]!.code)).size).toBe(100);
  });

  it("consent, caps and addresses: every send that is not made is an outcome of its own", async () => {
    shop = await new EngineFixture(pool).open({
      caps: { email: { count: 1, periodMs: 30 * DAY }, sms: null },
    });
    const { versionId } = await shop.live(
      await mainJob(shop, { frequency: { reentry: "again", delay: { value: 0, unit: "hours" } } }),
    );
    const denied = await shop.customers(1, { consent: { email: { state: "denied" } } });
    const unreachable = await shop.customers(1, { email: null });
    const capped = await shop.customers(1);
    for (let round = 0; round < 2; round++) {
      await shop.abandon([...denied, ...unreachable, ...capped]);
      await shop.drain();
      await shop.pass(DAY);
      await shop.pass(DAY);
    }
    expect(await shop.totals(versionId)).toMatchObject({
      "email/skipped:no_consent": 2,
      "email/skipped:no_address": 2,
      "email/queued": 1,
      "email/skipped:capped": 1,
    });
  });

  it("quiet hours in the customer's zone hold a message until they end", async () => {
    shop = await new EngineFixture(pool).open({ quietHours: { from: "21:00", until: "08:00" } });
    const { versionId } = await shop.live(await mainJob(shop));
    shop.now = Date.parse("2026-01-05T21:30:00Z"); // 22:30 in Berlin, 16:30 in New York
    const berlin = await shop.customers(1, { timeZone: "Europe/Berlin" });
    await shop.abandon([...berlin, ...(await shop.customers(1, { timeZone: "America/New_York" }))]);
    await shop.drain();
    await shop.pass(DAY);
    expect(await shop.messages()).toHaveLength(1);
    expect((await shop.runs()).find(({ customer_id }) => customer_id === berlin[0])).toMatchObject({
      step_id: "email",
      wake_at: new Date("2026-01-07T07:00:00Z"),
    });
    await shop.pass(10 * HOUR);
    expect(await shop.messages()).toHaveLength(2);
    expect(await shop.totals(versionId)).toMatchObject({ "email/deferred:quiet_hours": 1 });
  });
});
