import type pg from "pg";
import { describe, expect, test } from "vitest";
import { readVouchers } from "@/lib/server/db/coupons/read-voucher";
import type { CompatCalls } from "@/lib/testing/compat-calls";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { openShops } from "@/lib/testing/open-shops";
import { watchStatements } from "@/lib/testing/watch-statements";
import { findShopper } from "./identify-shopper";
import { judgeEach } from "./judge-code";

const HOUR = 3_600_000;
let pool: pg.Pool;
let shop: CouponFixture;
let api: CompatCalls;
openShops(
  (opened) => {
    ({ pool, shop, api } = opened);
  },
  { connections: 64 },
);

const rows = async (sql: string) => (await pool.query(sql, [shop.workspaceId])).rows;
const redemptions = () => rows(`SELECT * FROM redemption WHERE workspace_id = $1 ORDER BY created_at, id`);
const events = () =>
  rows(`SELECT * FROM event WHERE workspace_id = $1 AND name LIKE 'redemption.%' ORDER BY id`);

describe("what a code is judged by", () => {
  test.each([
    ["voucher_not_active", { startsAt: Date.parse("2026-05-02T00:00:00Z") }],
    ["voucher_expired", { endsAt: Date.parse("2026-05-01T00:00:00Z") }],
    ["voucher_disabled", { active: false }],
  ])("S0-22: refuses with %s and keeps the try", async (key, columns) => {
    const campaign = await shop.campaign({ type: "static", ...columns });
    const [code] = await shop.codes(campaign, 1);
    expect(await api.redeem(code as string)).toMatchObject({ status: 400, body: { key } });
    expect(await api.validate(code as string)).toMatchObject({
      status: 200,
      body: { valid: false, redeemables: [{ result: { error: { key } } }] },
    });
    expect(await redemptions()).toMatchObject([{ status: "failed", failure: key }]);
  });

  test("S0-24: valid for 48 hours after it was given: 47 hours later it counts, 49 hours later it does not", async () => {
    const campaign = await shop.campaign({
      validForMs: 48 * HOUR,
      endsAt: shop.now + HOUR,
      quantityPerCode: 2,
    });
    const code = await shop.give(campaign);
    shop.now += 47 * HOUR;
    expect((await api.redeem(code)).status).toBe(200);
    shop.now += 2 * HOUR;
    expect(await api.redeem(code)).toMatchObject({ status: 400, body: { key: "voucher_expired" } });
  });

  test("S4-14: free shipping and 5% both come off the order", async () => {
    const discount = {
      type: "combination",
      effects: [{ type: "free_shipping" }, { type: "percent", percentOff: 5 }],
    };
    const code = await shop.give(await shop.campaign({ discount }));
    const order = {
      source_id: "order-2",
      items: [
        { product_id: "mug", quantity: 2, price: 5_000 },
        { product_id: "prod_5h1pp1ng", quantity: 1, price: 590 },
      ],
    };
    const answer = await api.redeem(code, { order });
    expect(answer.body.order).toMatchObject({
      amount: 10_590,
      items_discount_amount: 590,
      discount_amount: 500,
      total_discount_amount: 1_090,
      total_amount: 9_500,
      items: [{ amount: 10_000 }, { amount: 590, discount_amount: 590, subtotal_amount: 0 }],
    });
    expect(await redemptions()).toMatchObject([
      { order_amount: 10_590, discount_amount: 1_090, currency: "EUR" },
    ]);
  });

  test("an unknown code is 404, and leaves nothing behind", async () => {
    expect(await api.redeem("NO-SUCH-CODE")).toMatchObject({ status: "refused", body: { key: "not_found" } });
    expect(await redemptions()).toEqual([]);
  });

  test("a code of another workspace is as unknown as any", async () => {
    const other = await new CouponFixture(pool).open();
    const code = await other.give(await other.campaign());
    expect(await api.redeem(code)).toMatchObject({ body: { key: "not_found" } });
    expect(await api.validate(code)).toMatchObject({
      body: { valid: false, redeemables: [{ result: { error: { key: "not_found", code: 404 } } }] },
    });
  });

  test("a customer nobody knew is made, and the redemption is theirs", async () => {
    const [code = ""] = await shop.codes(await shop.campaign({ type: "standalone" }), 1, null);
    const answer = await api.redeem(code, {
      customer: { source_id: "new-1", email: "New@Shop.example", name: "Nora New" },
    });
    expect(answer.body.redemptions[0]?.customer).toMatchObject({
      source_id: "new-1",
      email: "new@shop.example",
      name: "Nora New",
      object: "customer",
    });
    const [customer] = await rows(
      `SELECT id FROM customer WHERE workspace_id = $1 AND external_id = 'new-1'`,
    );
    expect(await redemptions()).toMatchObject([{ customer_id: customer.id }]);
    expect(await events()).toMatchObject([{ name: "redemption.succeeded", customer_id: customer.id }]);
  });

  test("the same code twice in one order is refused", async () => {
    const code = await shop.give(await shop.campaign());
    const redeemables = [code, code].map((id) => ({ object: "voucher" as const, id }));
    expect(await api.redeem(code, { redeemables })).toMatchObject({
      body: { key: "duplicated_redeemables" },
    });
    expect((await api.redeem(code)).status).toBe(200);
  });
});

describe("validating", () => {
  test("answers what the code would do and changes nothing", async () => {
    const code = await shop.give(await shop.campaign());
    const answer = await api.validate(code, { customer: { source_id: "stranger" } });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        valid: true,
        order: { amount: 10_000, total_discount_amount: 500, total_amount: 9_500, object: "order" },
        redeemables: [
          {
            status: "APPLICABLE",
            id: code,
            object: "voucher",
            result: { discount: { type: "PERCENT", percent_off: 5, effect: "APPLY_TO_ORDER" } },
          },
        ],
      },
    });
    expect("inapplicable_redeemables" in answer.body).toBe(false);
    expect(await rows(`SELECT redeemed_quantity FROM voucher WHERE workspace_id = $1`)).toEqual([
      { redeemed_quantity: 0 },
    ]);
    expect(await rows(`SELECT id FROM customer WHERE workspace_id = $1`)).toEqual([]);
  });

  test("an amount in another currency than the order's does not apply", async () => {
    const code = await shop.give(
      await shop.campaign({ discount: { type: "amount", amountOff: 500, currency: "EUR" } }),
    );
    expect(await api.validate(code)).toMatchObject({
      body: { valid: true, order: { total_discount_amount: 500 } },
    });
    expect(await api.validate(code, { order: { amount: 10_000, currency: "USD" } })).toMatchObject({
      body: {
        valid: false,
        inapplicable_redeemables: [{ result: { error: { key: "order_rules_violated" } } }],
      },
    });
  });

  test("many codes take as many statements to judge as few, and are judged as each by itself", async () => {
    await shop.customers(1);
    const judge = async (count: number) => {
      const limits = { total: 100, perDay: 100, perCustomerPerMonth: 100, discountBudget: 1_000_000 };
      const codes: string[] = [];
      for (let index = 0; index < count; index++) {
        const id = await shop.campaign({ type: "static", perCustomer: index % 3 === 0 ? 1 : 5 });
        await pool.query(`UPDATE campaign SET limits = $2 WHERE id = $1`, [id, JSON.stringify(limits)]);
        codes.push(...(await shop.codes(id, 1, 5)));
      }
      // Every third is used up for this customer; of some the counters are made anew from what there is.
      for (const code of codes) await api.redeem(code, { customer: { source_id: "shopper-1" } });
      await pool.query(`DELETE FROM redemption_counter WHERE scope LIKE 'customer%'`);
      const vouchers = await readVouchers(pool, shop.workspaceId, codes);
      const customer = await findShopper(shop.workspaceId, { source_id: "shopper-1" });
      const use = { customerId: customer?.customerId ?? null, order: null, by: "system", now: shop.now };
      let said: string[] = [];
      const sent = await watchStatements(async () => {
        const cases = codes.map((code) => ({ voucher: vouchers.get(code)!, use }));
        said = (await judgeEach(pool, shop.workspaceId, cases)).map(({ judgement }) => judgement.kind);
      });
      // Of a name: what a new connection or a notification sends is no part of it.
      const own = sent.filter(({ name }) => name !== null);
      return { said, statements: own.reduce((sum, { times }) => sum + times, 0) };
    };
    const few = await judge(3);
    const many = await judge(12);
    expect(few.said).toEqual(["inapplicable", "applicable", "applicable"]);
    expect(many.said).toEqual([...few.said, ...few.said, ...few.said, ...few.said]);
    expect(many.statements).toBe(few.statements);
    expect(many.statements).toBe(2);
  });
});
