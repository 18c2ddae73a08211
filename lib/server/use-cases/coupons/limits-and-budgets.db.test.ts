import type pg from "pg";
import { describe, expect, test } from "vitest";
import type { CompatCalls } from "@/lib/testing/compat-calls";
import type { CouponFixture } from "@/lib/testing/coupon-fixture";
import { openShops } from "@/lib/testing/open-shops";

let pool: pg.Pool;
let shop: CouponFixture;
let api: CompatCalls;

openShops((opened) => {
  ({ pool, shop, api } = opened);
});

async function limit(campaignId: string, limits: Record<string, number>): Promise<void> {
  await pool.query(`UPDATE campaign SET limits = $2 WHERE id = $1`, [campaignId, JSON.stringify(limits)]);
}

describe("gift cards", () => {
  test("are spent until nothing is left, and get back what is taken back", async () => {
    const gift = { type: "gift", amount: 5_000, currency: "EUR" };
    const campaign = await shop.campaign({ type: "static", discount: gift, quantityPerCode: null });
    const [code = ""] = await shop.codes(campaign, 1, null);
    await pool.query(`UPDATE voucher SET balance = 5000 WHERE campaign_id = $1`, [campaign]);
    const spend = (amount: number, credits?: number) =>
      api.redeem(code, {
        order: { amount },
        redeemables: [{ object: "voucher", id: code, ...(credits ? { gift: { credits } } : {}) }],
      });
    expect(await spend(3_000)).toMatchObject({ body: { order: { total_amount: 0 } } });
    expect(await spend(9_000, 2_001)).toMatchObject({ body: { key: "gift_amount_exceeded" } });
    const rest = await spend(9_000);
    expect(rest).toMatchObject({ body: { order: { total_discount_amount: 2_000, total_amount: 7_000 } } });
    expect(await spend(1_000)).toMatchObject({ status: 400, body: { key: "quantity_exceeded" } });
    await api.rollback(rest.body.redemptions[0]!.id);
    expect((await shop.voucher(code)).balance).toBe(2_000);
  });
});

describe("limits and budgets", () => {
  test("are exact under 32 simultaneous redemptions, and free again after a rollback", async () => {
    const campaign = await shop.campaign({ type: "static" });
    await limit(campaign, { perDay: 7 });
    const codes = await shop.codes(campaign, 32);
    const answers = await Promise.all(codes.map((code) => api.redeem(code)));
    const done = answers.filter(({ status }) => status === 200);
    expect(done).toHaveLength(7);
    expect(answers.filter(({ body }) => body.key === "redemption_rules_violated")).toHaveLength(25);
    await api.rollback(done[0]!.body.redemptions[0]!.id);
    const again = await Promise.all(codes.map((code) => api.redeem(code)));
    expect(again.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test("a budget of discounts is never passed, whatever the amounts", async () => {
    const campaign = await shop.campaign({ type: "static" });
    await limit(campaign, { discountBudget: 2_200 });
    const codes = await shop.codes(campaign, 16);
    await Promise.all(
      codes.map((code, index) => api.redeem(code, { order: { amount: 10_000 + index * 1_000 } })),
    );
    const { rows } = await pool.query(
      `SELECT sum(discount_amount)::bigint AS spent, count(*) FROM redemption WHERE campaign_id = $1 AND status = 'succeeded'`,
      [campaign],
    );
    expect(rows[0].spent).toBeLessThanOrEqual(2_200);
    expect(rows[0].count).toBeGreaterThan(1);
  });
});
