import type pg from "pg";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { shardOfValue } from "@/lib/domain/shard";
import { generateCodes as runJob } from "@/lib/server/jobs/generate-codes";
import { campaignCalls } from "@/lib/testing/campaign-calls";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { testDatabase } from "@/lib/testing/database";
import { refusal } from "@/lib/testing/refusal";
import { generateCodes } from "./generate-codes";
import { getCampaign } from "./get-campaign";
import { listCampaignRedemptions } from "./list-campaign-redemptions";
import { listCampaignVouchers } from "./list-campaign-vouchers";
import { listCampaigns } from "./list-campaigns";
import { switchCampaign } from "./switch-campaign";

let pool: pg.Pool;
let shop: CouponFixture;
beforeAll(async () => {
  ({ pool } = await testDatabase());
});
beforeEach(async () => {
  shop = await new CouponFixture(pool).open();
});

const { create, get, use } = campaignCalls(() => shop);
const vouchers = (id: string, query: Partial<Parameters<typeof listCampaignVouchers>[0]["query"]> = {}) =>
  listCampaignVouchers({ actor: shop.actor, params: { id }, query: { limit: 50, ...query } }, shop.clock);

describe("lists", () => {
  test("campaigns come newest first, page by page, with what their codes earned", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 5; index++) {
      shop.now += 1_000;
      ids.unshift((await create({ name: `Campaign ${index}` })).id);
    }
    await use(await shop.give(ids[1] as string));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listCampaigns({ actor: shop.actor, query: { limit: 2, cursor } });
      seen.push(...page.data.map(({ id }) => id));
      const earned = page.data.find(({ id }) => id === ids[1]);
      if (earned) {
        expect(earned.numbers).toEqual({
          codes: 1,
          given: 1,
          redeemed: 1,
          revenue: { amount: 10_000, currency: "EUR" },
          discounts: { amount: 500, currency: "EUR" },
        });
      }
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(ids);
    const found = await listCampaigns({ actor: shop.actor, query: { limit: 2, search: "campaign 3" } });
    expect(found.data.map(({ name }) => name)).toEqual(["Campaign 3"]);
    expect(
      await refusal(listCampaigns({ actor: shop.actor, query: { limit: 2, cursor: "nonsense" } })),
    ).toMatchObject({ paths: ["cursor"] });
  });

  test("codes are found by their text in any case, and by whose they are", async () => {
    const { id } = await create({ validForMs: 3_600_000, quantityPerCode: 2 });
    const [one, two] = await shop.customers(2);
    const code = await shop.give(id, { customerId: one });
    const other = await shop.give(id, { customerId: two });
    await pool.query(
      `INSERT INTO customer_identity (shard, workspace_id, kind, value, customer_id, customer_shard) VALUES ($1, $2, 'email', 'two@shop.example', $3, 0)`,
      [shardOfValue("two@shop.example"), shop.workspaceId, two],
    );
    const texts = async (search: string) =>
      (await vouchers(id, { search })).data.map((voucher) => voucher.code);
    expect(await texts(code)).toEqual([code]);
    expect(await texts(code.toLowerCase())).toEqual([code]);
    expect(await texts("Two@shop.example")).toEqual([other]);
    expect(await texts("nobody@shop.example")).toEqual([]);
    expect((await vouchers(id, { search: code })).data[0]).toMatchObject({
      state: "given",
      customer: { id: one, name: "shopper-1" },
      expiresAt: new Date(shop.now + 3_600_000).toISOString(),
      quantity: 2,
    });
  });

  test("a code's state says where it stands", async () => {
    const { id } = await create({ type: "static", validForMs: 3_600_000 });
    await shop.codes(id, 2);
    const state = async (code: string) => (await vouchers(id, { search: code })).data[0]?.state;
    const used = await shop.give(id);
    await use(used);
    const [free] = (await vouchers(id, { state: "free" })).data;
    expect([await state(used), free?.state]).toEqual(["used", "free"]);
    const late = await shop.give(id);
    expect(await state(late)).toBe("given");
    shop.now += 3_600_000;
    expect([await state(late), await state(used)]).toEqual(["expired", "used"]);
    await switchCampaign({ actor: shop.actor, params: { id } }, false);
    expect(await state(late)).toBe("off");
    expect((await vouchers(id, { state: "used" })).data.map(({ code }) => code)).toEqual([used]);
  });

  test("free are the codes that can still be given: none that has expired, by itself or with its campaign", async () => {
    const endsAt = new Date(shop.now + 7_200_000).toISOString();
    const { id } = await create({ type: "static", validForMs: null, endsAt });
    const [open, soon, late] = (await shop.codes(id, 3)) as [string, string, string];
    const expire = (code: string, inMs: number) =>
      pool.query(`UPDATE voucher SET expires_at = $3 WHERE shard = $1 AND code = $2`, [
        shardOfValue(code),
        code,
        new Date(shop.now + inMs),
      ]);
    await expire(soon, 3_600_000);
    await expire(late, 10_800_000);
    const free = async () => {
      const { data } = await vouchers(id, { state: "free" });
      expect(data.filter(({ state }) => state !== "free")).toEqual([]);
      return data.map(({ code }) => code).sort();
    };
    expect(await free()).toEqual([open, soon, late].sort());
    shop.now += 3_600_000;
    expect(await free()).toEqual([open, late].sort());
    shop.now += 3_600_000;
    expect(await free()).toEqual([late]);
    expect((await vouchers(id)).data).toHaveLength(3);
  });

  test("counts the codes that were given and not used so far", async () => {
    const { id } = await create({ validForMs: 3_600_000 });
    await use(await shop.give(id));
    await shop.give(id);
    await shop.give(id);
    const { numbers } = await getCampaign({ actor: shop.actor, params: { id } });
    expect(numbers).toMatchObject({ codes: 3, given: 3, free: 0, redeemed: 1, open: 2 });
  });

  test("redemptions come newest first with who, what for and why not", async () => {
    const { id } = await create();
    const [customerId] = await shop.customers(1);
    const code = await shop.give(id, { customerId });
    await use(code);
    await use(code, null, shop.now + 1);
    const { data, nextCursor } = await listCampaignRedemptions({
      actor: shop.actor,
      params: { id },
      query: { limit: 50 },
    });
    expect(data).toMatchObject([
      { code, status: "failed", failure: "quantity_exceeded" },
      {
        code,
        status: "succeeded",
        orderId: "order-1",
        orderAmount: 10_000,
        discountAmount: 500,
        customer: { id: customerId, name: "shopper-1" },
      },
    ]);
    expect(nextCursor).toBeNull();
  });
});

describe("making codes for a fixed pool", () => {
  const generate = (id: string, count: number) =>
    generateCodes({ actor: shop.actor, params: { id }, body: { count } }, shop.clock);

  test("S0-26: a few at once", async () => {
    const { id } = await create({ type: "static", codeConfig: { pattern: "TEN-######" } });
    expect(await generate(id, 120)).toMatchObject({ wanted: 120, made: 120, status: "done" });
    expect((await get(id)).numbers).toMatchObject({ codes: 120, free: 120 });
  });

  test("S3-46: 50,000 in the background, all different, with progress, carried on where a dead worker left it", async () => {
    const { id } = await create({ type: "static" });
    const batch = await generate(id, 50_000);
    expect(batch).toMatchObject({ wanted: 50_000, made: 0, status: "running" });
    expect(await refusal(generate(id, 1))).toMatchObject({ code: "conflict" });
    const { rows } = await pool.query(`SELECT task_identifier FROM graphile_worker.jobs WHERE key = $1`, [
      `generate_codes:${batch.id}`,
    ]);
    expect(rows).toEqual([{ task_identifier: "generate_codes" }]);
    // The first worker dies in its third chunk; another does the rest, and a third finds it done.
    let chunks = 0;
    const dying = () => {
      if (++chunks > 2) throw new Error("killed");
      return shop.clock();
    };
    await expect(runJob({ batchId: batch.id }, { pool, clock: dying })).rejects.toThrow("killed");
    expect((await get(id)).batch).toMatchObject({ made: 5_000, status: "running" });
    await runJob({ batchId: batch.id }, { pool, clock: shop.clock });
    await runJob({ batchId: batch.id }, { pool, clock: shop.clock });
    expect(await get(id)).toMatchObject({
      batch: { made: 50_000, status: "done" },
      numbers: { codes: 50_000, free: 50_000 },
    });
    const distinct = await pool.query(
      `SELECT count(DISTINCT code) AS codes FROM voucher WHERE campaign_id = $1`,
      [id],
    );
    expect(distinct.rows[0].codes).toBe(50_000);
  }, 120_000);

  test("a space too small for so many is refused before anything is made", async () => {
    const { id } = await create({ type: "static", codeConfig: { pattern: "T-##" } });
    expect(await refusal(generate(id, 97))).toMatchObject({
      code: "invalid_input",
      paths: ["codeConfig.pattern"],
    });
    expect((await get(id)).batch).toBeNull();
  });

  test("one code for everybody has no pool", async () => {
    const { id } = await create({ type: "standalone", code: "ALL" });
    expect(await refusal(generate(id, 1))).toMatchObject({ code: "conflict" });
  });
});
