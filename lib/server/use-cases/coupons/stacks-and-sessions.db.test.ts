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

const stack = (...codes: string[]) => codes.map((id) => ({ object: "voucher" as const, id }));

describe("stacks", () => {
  test("each code takes from what the ones before it left, and the stack is taken back as one", async () => {
    const first = await shop.give(await shop.campaign({ discount: { type: "percent", percentOff: 10 } }));
    const second = await shop.give(
      await shop.campaign({ discount: { type: "amount", amountOff: 1_000, currency: "EUR" } }),
    );
    const redeemables = stack(first, second);
    const checked = await api.validate(first, { redeemables });
    expect(checked.body).toMatchObject({
      valid: true,
      order: { amount: 10_000, total_discount_amount: 2_000, total_amount: 8_000 },
      redeemables: [
        { id: first, order: { applied_discount_amount: 1_000, total_amount: 9_000 } },
        {
          id: second,
          order: { applied_discount_amount: 1_000, discount_amount: 2_000, total_amount: 8_000 },
        },
      ],
    });
    const redeemed = await api.redeem(first, { redeemables });
    expect(redeemed.body).toMatchObject({
      redemptions: [{ result: "SUCCESS" }, { result: "SUCCESS" }],
      parent_redemption: { id: expect.stringMatching(/^r_/), result: "SUCCESS" },
      order: { total_amount: 8_000 },
    });
    const kept = await pool.query(
      `SELECT status, amount, discount_amount FROM shop_order WHERE workspace_id = $1`,
      [shop.workspaceId],
    );
    expect(kept.rows).toEqual([{ status: "PAID", amount: 10_000, discount_amount: 2_000 }]);
    expect(await api.rollback(redeemed.body.redemptions[0]!.id)).toMatchObject({
      body: { key: "invalid_redemption_parent" },
    });
  });

  test("one that does not count spoils the others, unless the workspace takes what counts", async () => {
    const good = await shop.give(await shop.campaign());
    const used = await shop.give(await shop.campaign());
    await api.redeem(used);
    const redeemables = stack(good, used);
    expect(await api.redeem(good, { redeemables })).toMatchObject({
      status: 400,
      body: { key: "quantity_exceeded" },
    });
    expect((await shop.voucher(good)).redeemed_quantity).toBe(0);
    expect((await api.validate(good, { redeemables })).body).toMatchObject({
      valid: false,
      inapplicable_redeemables: [{ id: used }],
      skipped_redeemables: [{ id: good }],
    });
    await pool.query(`UPDATE workspace SET settings = '{"stacking":{"mode":"partial"}}' WHERE id = $1`, [
      shop.workspaceId,
    ]);
    expect(await api.redeem(good, { redeemables })).toMatchObject({
      status: 200,
      body: { redemptions: [{ result: "SUCCESS" }], inapplicable_redeemables: [{ id: used }] },
    });
  });
});

describe("sessions", () => {
  test("hold as many uses as a code has, for their own key, until they end", async () => {
    const code = await shop.give(await shop.campaign({ quantityPerCode: 2 }));
    const session = (key: string) => ({
      session: { type: "LOCK" as const, key, ttl: 1, ttl_unit: "HOURS" as const },
    });
    expect((await api.validate(code, session("a"))).body).toMatchObject({
      valid: true,
      session: { key: "a" },
    });
    expect((await api.validate(code, session("b"))).body).toMatchObject({ valid: true });
    expect((await api.validate(code, session("a"))).body).toMatchObject({ valid: true });
    expect((await api.validate(code, session("c"))).body).toMatchObject({
      valid: false,
      inapplicable_redeemables: [{ result: { error: { key: "quantity_exceeded" } } }],
    });
    expect(await api.redeem(code)).toMatchObject({ status: 400, body: { key: "quantity_exceeded" } });
    expect(await api.redeem(code, session("a"))).toMatchObject({ status: 200 });
    shop.now += 3_600_001;
    expect(await api.redeem(code)).toMatchObject({ status: 200 });
  });

  test("a validation that answers invalid holds nothing", async () => {
    const [good, used] = [await shop.give(await shop.campaign()), await shop.give(await shop.campaign())];
    await api.redeem(used);
    const session = { type: "LOCK" as const };
    const answer = await api.validate(good, { redeemables: stack(good, used), session });
    expect(answer.body).toMatchObject({ valid: false });
    expect((await shop.voucher(good)).sessions).toEqual({});
    expect(await api.redeem(good)).toMatchObject({ status: 200 });
  });

  test("where some codes may do without, one that others hold takes nothing and the rest are held", async () => {
    await pool.query(`UPDATE workspace SET settings = '{"stacking":{"mode":"partial"}}' WHERE id = $1`, [
      shop.workspaceId,
    ]);
    const [taken, good] = [await shop.give(await shop.campaign()), await shop.give(await shop.campaign())];
    const session = (key: string) => ({ session: { type: "LOCK" as const, key } });
    expect((await api.validate(taken, session("a"))).body).toMatchObject({ valid: true });
    const answer = await api.validate(good, { redeemables: stack(taken, good), ...session("b") });
    expect(answer.body).toMatchObject({
      valid: true,
      order: { total_discount_amount: 500, total_amount: 9_500 },
      redeemables: [{ id: good, order: { total_amount: 9_500 } }],
      inapplicable_redeemables: [{ id: taken, result: { error: { key: "quantity_exceeded" } } }],
    });
    expect(Object.keys((await shop.voucher(good)).sessions)).toEqual(["b"]);
    expect(Object.keys((await shop.voucher(taken)).sessions)).toEqual(["a"]);
  });

  test("a code that is taken leaves what the session held before as it was", async () => {
    const campaign = await shop.campaign({ type: "static" });
    const [mine = "", fresh = "", taken = ""] = await shop.codes(campaign, 3);
    const session = (key: string, ttl: number) => ({
      session: { type: "LOCK" as const, key, ttl, ttl_unit: "HOURS" as const },
    });
    expect((await api.validate(mine, session("a", 1))).body).toMatchObject({ valid: true });
    expect((await api.validate(taken, session("b", 1))).body).toMatchObject({ valid: true });
    const both = await api.validate(mine, { redeemables: stack(mine, fresh, taken), ...session("a", 2) });
    expect(both.body).toMatchObject({ valid: false, inapplicable_redeemables: [{ id: taken }] });
    expect((await shop.voucher(mine)).sessions).toEqual({ a: shop.now + 3_600_000 });
    expect((await shop.voucher(fresh)).sessions).toEqual({});
    expect(await api.redeem(mine)).toMatchObject({ status: 400, body: { key: "quantity_exceeded" } });
  });

  test("a code without a limit keeps no sessions", async () => {
    const campaign = await shop.campaign({ type: "standalone", quantityPerCode: null });
    const [code = ""] = await shop.codes(campaign, 1, null);
    expect((await api.validate(code, { session: { type: "LOCK", key: "a" } })).body).toMatchObject({
      valid: true,
      session: { key: "a" },
    });
    expect((await shop.voucher(code)).sessions).toEqual({});
  });

  test("held by 32 checkouts at once, a code of 5 uses lets 5 through", async () => {
    const code = await shop.give(await shop.campaign({ quantityPerCode: 5 }));
    const answers = await Promise.all(
      Array.from({ length: 32 }, (_, index) =>
        api.validate(code, { session: { type: "LOCK", key: `k${index}` } }),
      ),
    );
    expect(answers.filter(({ body }) => (body as { valid?: boolean }).valid)).toHaveLength(5);
  });
});
