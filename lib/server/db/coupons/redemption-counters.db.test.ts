import type pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CounterScope } from "@/lib/domain/coupon/limits";
import type { CompatCalls } from "@/lib/testing/compat-calls";
import type { CouponFixture } from "@/lib/testing/coupon-fixture";
import { openShops } from "@/lib/testing/open-shops";
import { forgetCounters } from "./forget-counters";
import { type Counting, readCountersOfEach, takeCounters } from "./redemption-counters";

let pool: pg.Pool;
let shop: CouponFixture;
let api: CompatCalls;
let redeemer: pg.PoolClient;
let editor: pg.PoolClient;

openShops((opened) => {
  ({ pool, shop, api } = opened);
});
beforeEach(async () => {
  [redeemer, editor] = [await pool.connect(), await pool.connect()];
});
afterEach(() => {
  redeemer.release();
  editor.release();
});

const scopes: CounterScope[] = [
  { by: "campaign", over: "ever" },
  { by: "campaign", over: "day" },
];
const AMOUNTS = { discount: 500, order: 10_000 };

/** A campaign of which one code was used, and how a redeemer of another counts. */
async function campaignInUse(): Promise<{ codes: string[]; counting: Counting }> {
  const campaignId = await shop.campaign({ type: "static" });
  await pool.query(`UPDATE campaign SET limits = '{"perDay":5,"discountBudget":100000}' WHERE id = $1`, [
    campaignId,
  ]);
  const [first = "", ...codes] = await shop.codes(campaignId, 4);
  expect(await api.redeem(first)).toMatchObject({ status: 200 });
  const { rows } = await pool.query(`SELECT id FROM voucher WHERE campaign_id = $1 AND code = $2`, [
    campaignId,
    codes.at(-1),
  ]);
  const who = { voucherId: rows[0].id, customerId: null, by: "key:test" };
  return { codes, counting: { campaignId, ...who, zone: "Europe/Berlin", currency: "EUR", now: shop.now } };
}

/** Resolves once somebody waits for a lock that this connection holds. */
async function somebodyWaitsFor(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ pid: number }>(`SELECT pg_backend_pid() AS pid`);
  await expect
    .poll(
      async () =>
        (
          await pool.query(`SELECT FROM pg_stat_activity WHERE $1::int = ANY (pg_blocking_pids(pid))`, [
            rows[0]?.pid,
          ])
        ).rowCount,
      { interval: 5, timeout: 10_000 },
    )
    .toBe(1);
}

const before = { count: 3, discount: 1_500, order: 30_000 };
const counters = async (campaignId: string) =>
  (
    await pool.query(
      `SELECT count::int, discount::int, orders::int FROM redemption_counter WHERE campaign_id = $1 AND scope LIKE 'campaign.%'`,
      [campaignId],
    )
  ).rows;

describe("S0-29: a counter that is deleted while redemptions are under way", () => {
  test("starts from what was redeemed, whatever was read of it before", async () => {
    const { codes, counting } = await campaignInUse();
    const [read = {}] = await readCountersOfEach(redeemer, [{ scopes, counting }]);
    for (const code of codes.slice(0, 2)) expect(await api.redeem(code)).toMatchObject({ status: 200 });

    await editor.query("BEGIN");
    await forgetCounters(editor, counting.campaignId);
    await redeemer.query("BEGIN");
    const taking = takeCounters(redeemer, scopes, counting, read, AMOUNTS);
    await somebodyWaitsFor(editor);
    await editor.query("COMMIT");
    expect(await taking).toEqual({ "campaign.ever": before, "campaign.day": before });
    await redeemer.query("COMMIT");
    const after = { count: 4, discount: 2_000, orders: 40_000 };
    expect(await counters(counting.campaignId)).toEqual([after, after]);
  });

  test("is right for whoever waits for the one that makes it again", async () => {
    const { codes, counting } = await campaignInUse();
    const [read = {}] = await readCountersOfEach(redeemer, [{ scopes, counting }]);
    for (const code of codes.slice(0, 2)) expect(await api.redeem(code)).toMatchObject({ status: 200 });
    await forgetCounters(editor, counting.campaignId);

    await redeemer.query("BEGIN");
    await takeCounters(redeemer, scopes, counting, read, AMOUNTS);
    const waiting = takeCounters(editor, scopes, counting, read, AMOUNTS);
    await somebodyWaitsFor(redeemer);
    await redeemer.query("COMMIT");
    const next = { count: 4, discount: 2_000, order: 40_000 };
    expect(await waiting).toEqual({ "campaign.ever": next, "campaign.day": next });
  });
});
