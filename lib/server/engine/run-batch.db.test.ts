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
