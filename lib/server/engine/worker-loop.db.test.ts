import type pg from "pg";
import { beforeAll, expect, it, vi } from "vitest";
import { shardOf } from "@/lib/domain/shard";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { startLoops } from "./worker-loop";

let pool: pg.Pool;
let url: string;

beforeAll(async () => {
  ({ pool, url } = await testDatabase());
});

it("promise 6: of shards that are worked together, one with data that the database refuses keeps none of the others waiting", async () => {
  const shop = await new EngineFixture(pool).open();
  await shop.live(drawFlow({ trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" } } }));
  const customers = await shop.customers(100);
  const [broken] = customers;
  await pool.query(`ALTER TABLE run ADD CONSTRAINT refused CHECK (customer_id <> '${broken}')`);
  await shop.abandon(customers);
  expect(new Set(customers.map(shardOf)).size).toBeGreaterThan(16);

  const loops = startLoops(pool, { clock: shop.clock, count: 1, shardsPerBatch: 16, databaseUrl: url });
  const pending = async () => (await pool.query(`SELECT FROM event_pending`)).rowCount;
  await vi.waitFor(async () => expect(await pending()).toBe(0), { timeout: 30_000 });
  await loops.stop();

  const entered = (await shop.runs()).map((run) => run.customer_id);
  expect(new Set(entered)).toEqual(new Set(customers.slice(1)));
  const { rows } = await pool.query(
    `SELECT payload ->> 'customerId' AS id, reason FROM quarantined_event WHERE workspace_id = $1`,
    [shop.workspaceId],
  );
  expect(rows).toEqual([{ id: broken, reason: "engine_error" }]);
});
