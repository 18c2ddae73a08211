import type pg from "pg";
import { beforeAll, expect, it } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { loadCustomers } from "./load-customers";
import { updateCustomers } from "./save-customers";

let pool: pg.Pool;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});

it("an attribute that somebody changed while a batch was deciding keeps its new value", async () => {
  const shop = await new EngineFixture(pool).open();
  const [id] = (await shop.customers(1)) as [string];
  await pool.query(`UPDATE customer SET attributes = '{"plan":"silver","tier":1}' WHERE id = $1`, [id]);
  const read = (await loadCustomers(pool, [id])).get(id)!;
  await pool.query(`UPDATE customer SET attributes = '{"plan":"gold"}' WHERE id = $1`, [id]);

  const decided = { ...read, orderCount: 1, attributes: { ...read.attributes, reminded: true } };
  await updateCustomers(pool, shop.clock(), [decided], new Map([[id, { reminded: true }]]));

  const { rows } = await pool.query(`SELECT attributes, order_count FROM customer WHERE id = $1`, [id]);
  expect(rows).toEqual([{ attributes: { plan: "gold", reminded: true }, order_count: 1 }]);
});
