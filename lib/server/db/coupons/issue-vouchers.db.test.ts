import { randomBytes } from "node:crypto";
import pg from "pg";
import { v7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { shardOfValue } from "@/lib/domain/shard";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { testDatabase } from "@/lib/testing/database";
import type { IssueResult } from "./issue-types";
import { issueVouchers } from "./issue-vouchers";

const HOUR = 3_600_000;
let pool: pg.Pool;
let shop: CouponFixture;
beforeAll(async () => {
  const { url } = await testDatabase();
  // More connections than the product's own pool has, so that what races here really does.
  pool = new pg.Pool({ connectionString: url, max: 40 });
});
afterAll(() => pool.end());
beforeEach(async () => {
  shop = await new CouponFixture(pool).open();
});

const codeOf = (result: IssueResult | undefined) =>
  result?.kind === "issued" ? result.voucher.code : result;
const publications = async () =>
  (
    await pool.query(`SELECT * FROM publication WHERE workspace_id = $1 ORDER BY created_at, id`, [
      shop.workspaceId,
    ])
  ).rows;

describe("giving codes", () => {
  test("S0-26: every code carries the shard of its text, and stands in the ledger once", async () => {
    const campaign = await shop.campaign({ codeConfig: { pattern: "BACK-######" } });
    const results = await shop.issue(Array.from({ length: 100 }, () => shop.request(campaign)));
    expect(new Set(results.map(codeOf)).size).toBe(100);
    const { rows } = await pool.query(
      `SELECT shard, code, customer_id, run_id FROM voucher WHERE campaign_id = $1`,
      [campaign],
    );
    expect(rows).toHaveLength(100);
    for (const { shard, code } of rows) {
      expect(code).toMatch(/^BACK-.{6}$/);
      expect(shard).toBe(shardOfValue(code));
    }
    expect(await publications()).toHaveLength(100);
  });

  test("S0-24, S4-14: the code is valid for as long as the campaign says, counted from the gift, beyond the campaign's end", async () => {
    const campaign = await shop.campaign({
      name: "Win back",
      validForMs: 12 * HOUR,
      endsAt: shop.now + HOUR,
    });
    const [result] = await shop.issue([shop.request(campaign)]);
    expect(result).toMatchObject({
      kind: "issued",
      reused: false,
      voucher: {
        campaignName: "Win back",
        discount: "5% off",
        expiresAt: new Date(shop.now + 12 * HOUR).toISOString(),
      },
    });
  });

  test("S0-38: 200 customers at once take 200 different codes of a pool of 200, and the next finds it empty", async () => {
    const campaign = await shop.campaign({ type: "static" });
    const codes = await shop.codes(campaign, 200);
    const customers = await shop.customers(201);
    const results = await Promise.all(
      customers.slice(0, 200).map((customerId) => shop.issue([shop.request(campaign, { customerId })])),
    );
    expect(new Set(results.flat().map(codeOf))).toEqual(new Set(codes));
    expect(await shop.issue([shop.request(campaign, { customerId: customers[200] })])).toEqual([
      { kind: "pool_empty" },
    ]);
    const { rows } = await pool.query(
      `SELECT count(DISTINCT customer_id) AS holders FROM voucher WHERE campaign_id = $1`,
      [campaign],
    );
    expect(rows[0].holders).toBe(200);
  });

  test("S0-38: batches that race for one pool never give a code twice and leave none over", async () => {
    const campaign = await shop.campaign({ type: "static" });
    await shop.codes(campaign, 150);
    const batches = await Promise.all(
      Array.from({ length: 8 }, () => shop.issue(Array.from({ length: 25 }, () => shop.request(campaign)))),
    );
    const codes = batches.flat().flatMap((result) => (result.kind === "issued" ? [result.voucher.code] : []));
    expect(codes).toHaveLength(150);
    expect(new Set(codes).size).toBe(150);
    expect(batches.flat().filter(({ kind }) => kind === "pool_empty")).toHaveLength(50);
  });

  test("S0-20: auto-update makes a fourth code when its three are gone; a fixed pool does not", async () => {
    for (const [type, fourth] of [
      ["auto_update", "issued"],
      ["static", "pool_empty"],
    ] as const) {
      const campaign = await shop.campaign({ type });
      const pooled = await shop.codes(campaign, 3);
      const results = await shop.issue(Array.from({ length: 4 }, () => shop.request(campaign)));
      expect(results.slice(0, 3).map(codeOf).sort()).toEqual([...pooled].sort());
      expect(results[3]?.kind).toBe(fourth);
    }
  });

  test("a pool gives its oldest codes first", async () => {
    const campaign = await shop.campaign({ type: "static" });
    const first = await shop.codes(campaign, 2);
    await shop.codes(campaign, 5);
    const results = await shop.issue([shop.request(campaign), shop.request(campaign)]);
    expect(results.map(codeOf).sort()).toEqual([...first].sort());
  });

  test("a standalone campaign gives everybody the same code", async () => {
    const campaign = await shop.campaign({ type: "standalone", quantityPerCode: null });
    const [code] = await shop.codes(campaign, 1, null);
    const results = await shop.issue([shop.request(campaign), shop.request(campaign)]);
    expect(results.map(codeOf)).toEqual([code, code]);
    expect(await publications()).toHaveLength(2);
  });

  test("a code that exists already is drawn anew, until the space is full", async () => {
    // Eight codes exist in all; seven are given, so the eighth gift must find the one that is left, and the ninth none.
    const campaign = await shop.campaign({ codeConfig: { pattern: "T-###", charset: "AB" } });
    const given = await shop.issue(Array.from({ length: 7 }, () => shop.request(campaign)));
    expect(new Set(given.map(codeOf)).size).toBe(7);
    let last: IssueResult | undefined;
    for (let attempt = 0; attempt < 10 && last?.kind !== "issued"; attempt++)
      [last] = await shop.issue([shop.request(campaign)]);
    expect(new Set([...given.map(codeOf), codeOf(last)]).size).toBe(8);
    expect(await shop.issue([shop.request(campaign)])).toEqual([{ kind: "pool_empty" }]);
  });
});

describe("giving once", () => {
  test("S0-39: the same source id gives the same code again, in a later batch, in the same one, and at the same moment", async () => {
    const campaign = await shop.campaign();
    const request = shop.request(campaign);
    const raced = await Promise.all(Array.from({ length: 6 }, () => shop.issue([request])));
    const later = await shop.issue([request, request]);
    expect(new Set([...raced.flat(), ...later].map(codeOf)).size).toBe(1);
    expect(raced.flat().filter((result) => result.kind === "issued" && !result.reused)).toHaveLength(1);
    expect(await publications()).toHaveLength(1);
    const { rows } = await pool.query(
      `SELECT count(*) AS held FROM voucher WHERE campaign_id = $1 AND customer_id IS NOT NULL`,
      [campaign],
    );
    expect(rows[0].held).toBe(1);
  });

  test("S0-39: a rolled back batch has given nothing", async () => {
    const campaign = await shop.campaign({ type: "static" });
    await shop.codes(campaign, 1);
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      await issueVouchers(client, [shop.request(campaign)], { now: shop.now, random: randomBytes });
      await client.query("ROLLBACK");
    } finally {
      client.release();
    }
    expect((await shop.issue([shop.request(campaign)]))[0]?.kind).toBe("issued");
    expect(await publications()).toHaveLength(1);
  });

  test("reuse: the run's code, the customer's unexpired one, or always a new one", async () => {
    const campaign = await shop.campaign({ validForMs: 12 * HOUR });
    const customerId = v7();
    const runId = v7();
    const first = await shop.give(campaign, { customerId, runId });
    expect(await shop.give(campaign, { customerId, runId, reuse: "run" })).toBe(first);
    const second = await shop.give(campaign, { customerId, reuse: "run" });
    const third = await shop.give(campaign, { customerId, reuse: "new" });
    const all = [first, second, third];
    expect(new Set(all).size).toBe(3);
    expect(all).toContain(await shop.give(campaign, { customerId, reuse: "unexpired" }));
    shop.now += 13 * HOUR;
    expect(all).not.toContain(await shop.give(campaign, { customerId, reuse: "unexpired" }));
    expect(all).not.toContain(await shop.give(campaign, { customerId, runId, reuse: "run" }));
  });

  test("two requests of one batch for the same run share one code", async () => {
    const campaign = await shop.campaign();
    const runId = v7();
    const results = await shop.issue([shop.request(campaign, { runId }), shop.request(campaign, { runId })]);
    expect(codeOf(results[0])).toBe(codeOf(results[1]));
    expect(results.map((result) => result.kind === "issued" && result.reused)).toEqual([false, true]);
  });
});

describe("who gets none", () => {
  test("S0-22: nobody of a campaign that is off, not begun, over, unknown or another workspace's", async () => {
    const other = await new CouponFixture(pool).open();
    const requests = [
      shop.request(await shop.campaign({ active: false })),
      shop.request(await shop.campaign({ startsAt: shop.now + 1 })),
      shop.request(await shop.campaign({ endsAt: shop.now })),
      shop.request(v7()),
      shop.request(await other.campaign()),
    ];
    expect(
      (await shop.issue(requests)).map((result) => result.kind === "not_eligible" && result.reason),
    ).toEqual([
      "campaign_disabled",
      "campaign_not_started",
      "campaign_ended",
      "campaign_missing",
      "campaign_missing",
    ]);
  });

  test("X-5: one recovery discount per customer in 90 days, over all campaigns, also within one batch", async () => {
    const first = await shop.campaign({ recovery: true });
    const second = await shop.campaign({ recovery: true });
    const thanks = await shop.campaign({ recovery: false });
    const customerId = v7();
    const results = await shop.issue(
      [first, second, thanks].map((campaign) => shop.request(campaign, { customerId })),
    );
    expect(results.map(({ kind }) => kind)).toEqual(["issued", "not_eligible", "issued"]);
    const again = () => shop.issue([shop.request(second, { customerId })]);
    shop.now += 89 * 24 * HOUR;
    expect(await again()).toEqual([{ kind: "not_eligible", reason: "recovery_cap" }]);
    shop.now += 2 * 24 * HOUR;
    expect((await again())[0]?.kind).toBe("issued");
  });

  test("X-5: no cap where the workspace has none", async () => {
    const free = await new CouponFixture(pool).open({ recoveryDiscountDays: null });
    const customerId = v7();
    const campaigns = [await free.campaign({ recovery: true }), await free.campaign({ recovery: true })];
    const results = await free.issue(campaigns.map((campaign) => free.request(campaign, { customerId })));
    expect(results.map(({ kind }) => kind)).toEqual(["issued", "issued"]);
  });
});

test("the number of statements does not grow with the batch", async () => {
  const pooled = await shop.campaign({ type: "static", recovery: true, perCustomer: 1 });
  const made = await shop.campaign({ recovery: true, perCustomer: 1 });
  await shop.codes(pooled, 1_000);
  const statements = async (size: number) => {
    const client = await pool.connect();
    let count = 0;
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    const counting = (...args: unknown[]) => {
      count++;
      return query(...args);
    };
    const counted = Object.create(client, { query: { value: counting } }) as pg.PoolClient;
    try {
      const requests = Array.from({ length: size }, (_, index) => shop.request(index % 2 ? pooled : made));
      const results = await issueVouchers(counted, requests, { now: shop.now, random: randomBytes });
      expect(results.every(({ kind }) => kind === "issued")).toBe(true);
    } finally {
      client.release();
    }
    return count;
  };
  const few = await statements(2);
  expect(await statements(1_000)).toBe(few);
  expect(few).toBeLessThanOrEqual(10);
});
