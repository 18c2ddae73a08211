import type pg from "pg";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { CompatCalls } from "@/lib/testing/compat-calls";
import type { CouponFixture } from "@/lib/testing/coupon-fixture";
import { openShops } from "@/lib/testing/open-shops";

let pool: pg.Pool;
let shop: CouponFixture;

openShops((opened) => {
  ({ pool, shop } = opened);
});

test("S4-14: counters say what was given and redeemed, whoever wrote it", async () => {
  const api = new CompatCalls(shop);
  const campaign = await shop.campaign();
  const code = await shop.give(campaign);
  await shop.give(campaign);
  const { body } = await api.redeem(code);
  const totals = async () =>
    (
      await pool.query(
        `SELECT kind, sum(count)::int AS count, sum(revenue)::int AS revenue, sum(discounts)::int AS discounts
         FROM campaign_total WHERE campaign_id = $1 GROUP BY kind ORDER BY kind`,
        [campaign],
      )
    ).rows;
  expect(await totals()).toEqual([
    { kind: "codes", count: 2, revenue: 0, discounts: 0 },
    { kind: "given", count: 2, revenue: 0, discounts: 0 },
    { kind: "redeemed", count: 1, revenue: 10_000, discounts: 500 },
  ]);
  await api.rollback(body.redemptions[0]!.id);
  expect((await totals())[2]).toEqual({ kind: "redeemed", count: 0, revenue: 0, discounts: 0 });
});

test("S4-14: codes made for customers of different shards are counted without waiting for one another", async () => {
  const campaign = await shop.campaign();
  const make = (client: pg.ClientBase, customer: string | null) =>
    client.query(
      `INSERT INTO voucher (shard, id, workspace_id, campaign_id, code, customer_id, created_at) VALUES (7, $1::uuid, $2, $3, $1::text, $4, now())`,
      [v7(), shop.workspaceId, campaign, customer],
    );
  const owner = (shard: string) => `${v7().slice(0, -2)}${shard}`;
  const [one, other] = [await pool.connect(), await pool.connect()];
  try {
    for (const client of [one, other]) await client.query("BEGIN");
    await other.query("SET LOCAL lock_timeout = '5s'");
    await make(one, owner("01"));
    await make(other, owner("02"));
    await make(one, null);
    for (const client of [other, one]) await client.query("COMMIT");
  } finally {
    for (const client of [one, other]) client.release(true);
  }
  const count = async () =>
    (
      await pool.query(
        `SELECT sum(count)::int AS count FROM campaign_total WHERE campaign_id = $1 AND kind = 'codes'`,
        [campaign],
      )
    ).rows[0].count;
  expect(await count()).toBe(3);
  // One that went back to its pool is counted off where nobody owns it, and another where its owner is.
  await pool.query(
    `UPDATE voucher SET customer_id = NULL WHERE campaign_id = $1 AND right(customer_id::text, 2) = '01'`,
    [campaign],
  );
  await pool.query(`DELETE FROM voucher WHERE campaign_id = $1`, [campaign]);
  expect(await count()).toBe(0);
});
