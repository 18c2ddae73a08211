import pg from "pg";
import { v7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { testDatabase } from "@/lib/testing/database";
import { importCodes } from "./import-codes";
import type { IssueResult } from "./issue-types";
import { putBack } from "./put-back";
import { releaseVouchers } from "./release-vouchers";

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

describe("taking codes back", () => {
  /** Takes back the only gift there is. */
  async function takeBack({
    runId,
    customerId,
  }: {
    runId: string | null;
    customerId: string;
  }): Promise<number> {
    const [{ voucher_id: voucherId }] = await publications();
    return await releaseVouchers(pool, [{ runId: runId!, customerId, voucherId }], shop.now);
  }

  test("a run's unseen code returns to its pool, counts for no cap, and can be given to somebody else", async () => {
    const campaign = await shop.campaign({ type: "static", recovery: true });
    const [only] = await shop.codes(campaign, 1);
    const customerId = v7();
    const runId = v7();
    expect(await shop.give(campaign, { customerId, runId })).toBe(only);
    expect(await takeBack({ runId, customerId })).toBe(1);
    expect((await publications())[0].released_at).toEqual(new Date(shop.now));
    expect(await shop.give(campaign, { customerId })).toBe(only);
  });

  test("a code taken back or put back keeps the end it had of its own", async () => {
    const id = await shop.campaign({ type: "static", validForMs: HOUR });
    const end = shop.now + 48 * HOUR;
    const draft = { line: 1, code: `OWN-${id}`, customerId: null, startsAt: null, expiresAt: end };
    const campaign = { id, workspaceId: shop.workspaceId, quantity_per_code: 1 };
    await importCodes(
      pool,
      campaign,
      [{ ...draft, quantity: undefined, active: true, metadata: {} }],
      shop.clock(),
    );
    const row = async () => (await pool.query(`SELECT * FROM voucher WHERE campaign_id = $1`, [id])).rows[0];
    const request = shop.request(id);
    await shop.issue([request]);
    expect((await row()).expires_at).toEqual(new Date(shop.now + HOUR));
    await takeBack(request);
    expect(await row()).toMatchObject({ customer_id: null, expires_at: new Date(end) });
    await shop.give(id);
    expect((await row()).expires_at).toEqual(new Date(shop.now + HOUR));
    await putBack(pool, [await row()]);
    expect(await row()).toMatchObject({ customer_id: null, expires_at: new Date(end) });
    shop.now = end;
    expect(await shop.issue([shop.request(id)])).toEqual([{ kind: "pool_empty" }]);
  });

  test("a code given keeps a later start of its own, and has that one again when it goes back", async () => {
    const start = shop.now + 24 * HOUR;
    const begun = shop.now - HOUR;
    for (const [own, expected] of [
      [start, start],
      [begun - HOUR, begun],
    ] as const) {
      const id = await shop.campaign({ type: "static", startsAt: begun });
      const draft = { line: 1, code: `START-${id}`, customerId: null, startsAt: own, expiresAt: null };
      await importCodes(
        pool,
        { id, workspaceId: shop.workspaceId, quantity_per_code: 1 },
        [{ ...draft, quantity: undefined, active: true, metadata: {} }],
        shop.clock(),
      );
      const row = async () =>
        (await pool.query(`SELECT * FROM voucher WHERE campaign_id = $1`, [id])).rows[0];
      const request = shop.request(id);
      await shop.issue([request]);
      expect((await row()).starts_at).toEqual(new Date(expected));
      const { runId, customerId } = request;
      const gift = { runId: runId ?? "", customerId, voucherId: (await row()).id };
      expect(await releaseVouchers(pool, [gift], shop.now)).toBe(1);
      expect(await row()).toMatchObject({ customer_id: null, starts_at: new Date(own) });
      await shop.give(id);
      expect((await row()).starts_at).toEqual(new Date(expected));
      await putBack(pool, [await row()]);
      expect(await row()).toMatchObject({ customer_id: null, starts_at: new Date(own) });
    }
  });

  test("S0-39: a gift taken back is given anew under its source id", async () => {
    const campaign = await shop.campaign();
    const request = shop.request(campaign);
    await shop.issue([request]);
    await takeBack(request);
    expect(await shop.issue([request])).toMatchObject([{ kind: "issued", reused: false }]);
    expect(await publications()).toMatchObject([{ released_at: null }]);
  });

  test("a redeemed code stays with whoever used it", async () => {
    const campaign = await shop.campaign();
    const request = shop.request(campaign);
    const [result] = await shop.issue([request]);
    await pool.query(`UPDATE voucher SET redeemed_quantity = 1 WHERE code = $1`, [codeOf(result)]);
    expect(await takeBack(request)).toBe(0);
    expect(await publications()).toMatchObject([{ released_at: null }]);
  });
});
