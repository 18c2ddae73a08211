import type pg from "pg";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { mainJob } from "@/lib/testing/main-job";
import { runBatch } from "./run-batch";

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

describe("the main job", () => {
  it("S4-13, S4-16, S4-17: a day without a purchase brings the e-mail, another day the SMS, then the end", async () => {
    const { versionId } = await shop.live(await mainJob(shop));
    await shop.abandon(await shop.customers(1));
    await shop.drain();
    expect((await shop.runs())[0]).toMatchObject({
      status: "active",
      step_id: "wait",
      wake_at: new Date(shop.now + DAY),
    });

    await shop.pass(DAY - 1);
    expect(await shop.messages()).toHaveLength(0);
    await shop.pass(1);
    expect((await shop.messages()).map(({ channel }) => channel)).toEqual(["email"]);
    await shop.pass(DAY);
    expect((await shop.messages()).map(({ channel }) => channel)).toEqual(["email", "sms"]);
    expect((await shop.runs())[0]).toMatchObject({ status: "completed", step_id: "end" });
    expect(await shop.totals(versionId)).toMatchObject({
      "/entered": 1,
      "/completed": 1,
      "email/queued": 1,
      "sms/queued": 1,
      "wait/port:timed_out": 1,
      "end/ended:completed": 1,
    });
  });

  it("S4-12, S3-60: a purchase at any point ends the run as converted and is counted on the wait that saw it", async () => {
    const { versionId } = await shop.live(await mainJob(shop));
    const customers = await shop.customers(1);
    await shop.abandon(customers);
    await shop.drain();
    await shop.send("PurchaseFinished", customers, { total: 4000, currency: "EUR" });
    await shop.pass(3 * DAY);
    expect((await shop.runs())[0]).toMatchObject({
      status: "converted",
      revenue: 4000,
      conversion_rule: "goal",
    });
    expect(await shop.messages()).toHaveLength(0);
    expect(await shop.totals(versionId)).toMatchObject({
      "/converted": 1,
      "/completed": 1,
      "wait/port:happened": 1,
      "wait/entered": 1,
    });
  });

  it("S2-26, S2-27, S2-29: an order with the run's own code is attributed to the coupon step", async () => {
    const { versionId } = await shop.live(await mainJob(shop));
    const customers = await shop.customers(1);
    await shop.abandon(customers);
    await shop.drain();
    await shop.pass(DAY);
    const [message] = await shop.messages();
    const code = message!.context.vouchers[0]!.code;
    await shop.send("PurchaseFinished", customers, {
      total: 3800,
      currency: "EUR",
      couponCodes: [code.toLowerCase()],
    });
    await shop.drain();
    expect((await shop.runs())[0]).toMatchObject({
      status: "converted",
      conversion_rule: "code",
      revenue: 3800,
    });
    expect(await shop.totals(versionId)).toMatchObject({ "coupon/converted": 1, "/converted:code": 1 });
  });

  it("S2-28, S2-31: an order after completion counts inside the window, flagged, and the status stays completed", async () => {
    await shop.live(await mainJob(shop));
    const customers = await shop.customers(1);
    await shop.abandon(customers);
    await shop.drain();
    await shop.pass(DAY);
    await shop.pass(DAY);
    await shop.send("PurchaseFinished", customers, { total: 4000, currency: "EUR" });
    await shop.pass(HOUR);
    expect((await shop.runs())[0]).toMatchObject({
      status: "completed",
      post_completion: true,
      revenue: 4000,
    });
  });

  it("S2-23: with an attributed goal, an order that the flow did not earn ends the run as order_not_attributed", async () => {
    await shop.live(await mainJob(shop, { goal: { eventName: "PurchaseFinished", mode: "attributed" } }));
    const customers = await shop.customers(1);
    await shop.abandon(customers);
    await shop.send("PurchaseFinished", customers, { total: 4000 });
    await shop.drain();
    expect((await shop.runs())[0]).toMatchObject({
      status: "exited",
      end_reason: "order_not_attributed",
      revenue: null,
    });
  });
});

describe("the engine's promises", () => {
  it("promise 2: the same event sent twice starts one run and issues one code", async () => {
    await shop.live(await mainJob(shop));
    const [customer] = await shop.customers(1);
    await shop.send("itemAddedToCart", [customer!], { items: [], total: 1, currency: "EUR" }, "cart-1");
    await shop.send("itemAddedToCart", [customer!], { items: [], total: 1, currency: "EUR" }, "cart-1");
    await shop.drain();
    expect(await shop.runs()).toHaveLength(1);
  });

  it("promise 1: an event whose transaction commits late is handled although later events were handled before", async () => {
    await shop.live(await mainJob(shop));
    const [early, late] = await shop.customers(2);
    const slow = await pool.connect();
    await slow.query("BEGIN");
    const { appendEvents } = await import("@/lib/server/db/events/append-events");
    const { shardOf } = await import("@/lib/domain/shard");
    await appendEvents(slow, [
      {
        shard: shardOf(late!),
        workspaceId: shop.workspaceId,
        customerId: late!,
        name: "itemAddedToCart",
        messageId: "late",
        properties: {},
        occurredAt: shop.clock(),
        acceptedAt: shop.clock(),
        source: "api",
      },
    ]);
    await shop.abandon([early!]);
    await shop.drain();
    expect(await shop.runs()).toHaveLength(1);
    await slow.query("COMMIT");
    slow.release();
    await shop.drain();
    expect(await shop.runs()).toHaveLength(2);
  });

  it("promise 8: a purchase that waited out an outage is applied before the overdue timer", async () => {
    await shop.live(await mainJob(shop));
    const customers = await shop.customers(1);
    await shop.abandon(customers);
    await shop.drain();
    await shop.send("PurchaseFinished", customers, { total: 4000 });
    await shop.pass(2 * DAY);
    expect((await shop.runs())[0]).toMatchObject({ status: "converted" });
    expect(await shop.messages()).toHaveLength(0);
  });

  it("promise 8: a send overdue by more than the flow's limit is skipped and counted", async () => {
    const { versionId } = await shop.live(await mainJob(shop));
    await shop.abandon(await shop.customers(1));
    await shop.drain();
    await shop.pass(DAY + 25 * HOUR);
    expect(await shop.messages()).toHaveLength(0);
    expect(await shop.totals(versionId)).toMatchObject({ "email/skipped:late": 1 });
  });

  it("promise 6: a decision that throws ends that run as failed with its reason; its neighbours go on", async () => {
    const document = drawFlow({
      trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "wait" } },
      wait: {
        type: "wait",
        config: { mode: "local-time", time: "09:00", weekdays: [] },
        to: { next: "end" },
      },
      end: { type: "exit" },
    });
    const { versionId } = await shop.live(document);
    const broken = await shop.customers(1, { timeZone: "Not/AZone" });
    const fine = await shop.customers(20);
    await shop.abandon([...fine.slice(0, 10), ...broken, ...fine.slice(10)]);
    await shop.drain();
    const runs = await shop.runs();
    expect(runs.filter(({ status }) => status === "active")).toHaveLength(20);
    expect(runs.find(({ customer_id }) => customer_id === broken[0])).toMatchObject({
      status: "failed",
      end_reason: expect.stringMatching(/time zone/i),
    });
    expect(await shop.totals(versionId)).toMatchObject({ "/failed": 1, "/entered": 21 });
  });

  it("promise 7, S2-30: entered = active + completed + exited + failed in the counters and in the runs", async () => {
    const { versionId } = await shop.live(await mainJob(shop));
    const customers = await shop.customers(60);
    await shop.abandon(customers);
    await shop.drain();
    await shop.send("PurchaseFinished", customers.slice(0, 20), { total: 100 });
    await shop.pass(DAY);
    await shop.send("PurchaseFinished", customers.slice(20, 30), { total: 100 });
    await shop.drain();
    const totals = await shop.totals(versionId);
    const active = (await shop.runs()).filter(({ status }) => status === "active").length;
    expect(totals["/entered"]).toBe(60);
    expect(totals["/entered"]).toBe(active + totals["/completed"]!);
    expect(totals["/converted"]).toBe(30);
    expect(totals["again/entered"]! - totals["again/port:happened"]!).toBe(active);
  });

  it("an interrupted batch leaves everything as it was, and the next one does it once", async () => {
    await shop.live(await mainJob(shop));
    await shop.abandon(await shop.customers(50));
    const killer = await pool.connect();
    let batches = 0;
    // The batch asks the clock once, right before it takes a shard: end its connection from outside while it works.
    const clock = () => {
      batches += 1;
      void killer.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'`,
      );
      return shop.clock();
    };
    await runBatch(pool, { clock }).catch(() => null);
    killer.release();
    expect(batches).toBe(1);
    await shop.drain();
    expect(await shop.runs()).toHaveLength(50);
    const { rows } = await pool.query(
      `SELECT count(*) FROM event_pending p JOIN event e ON e.shard = p.shard AND e.id = p.event_id WHERE e.workspace_id = $1`,
      [shop.workspaceId],
    );
    expect(rows[0].count).toBe(0);
  });

  it("promise 2: eight workers side by side enter each customer once", async () => {
    const { versionId } = await shop.live(await mainJob(shop));
    await shop.abandon(await shop.customers(500));
    await Promise.all(Array.from({ length: 8 }, () => shop.drain(20)));
    expect(await shop.runs()).toHaveLength(500);
    expect(await shop.totals(versionId)).toMatchObject({ "/entered": 500, "wait/entered": 500 });
  });

  it("the number of statements of a batch does not grow with the batch", async () => {
    await shop.live(await mainJob(shop));
    const statements = async (customers: number) => {
      const ids = (await shop.customers(customers * 200))
        .filter((id) => Number.parseInt(id.slice(-2), 16) % 64 === 7)
        .slice(0, customers);
      await shop.abandon(ids);
      let count = 0;
      const counting = countingPool(pool, () => count++);
      await runBatch(counting, { clock: shop.clock, startAt: 7 });
      await shop.drain();
      return count;
    };
    const few = await statements(2);
    expect(await statements(40)).toBeLessThanOrEqual(few);
  });

  it("the number of statements of a batch does not grow with its shards", async () => {
    await shop.live(await mainJob(shop));
    const statements = async (shards: number) => {
      await shop.abandon(await shop.customers(400));
      let count = 0;
      const done = await runBatch(
        countingPool(pool, () => count++),
        { clock: shop.clock, shards },
      );
      await shop.drain();
      return { count, events: done!.events };
    };
    const one = await statements(1);
    const many = await statements(16);
    expect(many.events).toBeGreaterThan(one.events * 5);
    expect(many.count).toBeLessThanOrEqual(one.count);
  });
});

/** The same pool, telling of each statement. */
function countingPool(real: pg.Pool, onQuery: () => void): pg.Pool {
  return {
    connect: async () => {
      const client = await real.connect();
      return new Proxy(client, {
        get: (target, key) => {
          const value = Reflect.get(target, key);
          if (key !== "query") return typeof value === "function" ? value.bind(target) : value;
          return (...args: unknown[]) => {
            onQuery();
            return Reflect.apply(value, target, args);
          };
        },
      });
    },
  } as unknown as pg.Pool;
}

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
