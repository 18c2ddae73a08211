import type pg from "pg";
import { v7 } from "uuid";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { validationRule } from "@/lib/domain/coupon/rule";
import { CompatCalls } from "@/lib/testing/compat-calls";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { testDatabase } from "@/lib/testing/database";

let pool: pg.Pool;
let shop: CouponFixture;
let api: CompatCalls;

beforeAll(async () => {
  ({ pool } = await testDatabase());
});
beforeEach(async () => {
  shop = await new CouponFixture(pool).open();
  api = new CompatCalls(shop);
});

const stack = (...codes: string[]) => codes.map((id) => ({ object: "voucher" as const, id }));
const voucherRow = async (code: string) =>
  (await pool.query(`SELECT * FROM voucher WHERE workspace_id = $1 AND code = $2`, [shop.workspaceId, code]))
    .rows[0];

async function limit(campaignId: string, limits: Record<string, number>): Promise<void> {
  await pool.query(`UPDATE campaign SET limits = $2 WHERE id = $1`, [campaignId, JSON.stringify(limits)]);
}

async function bind(objectId: string, rule: Record<string, unknown>): Promise<void> {
  const parsed = validationRule.parse({ name: "Rule", ...rule });
  const id = v7();
  await pool.query(
    `INSERT INTO validation_rule (id, workspace_id, name, rules, error, applicable_to, created_at, updated_at) VALUES ($1, $2, 'Rule', $3, $4, $5, now(), now())`,
    [id, shop.workspaceId, JSON.stringify(parsed.rules), parsed.error, JSON.stringify(parsed.applicable_to)],
  );
  await pool.query(
    `INSERT INTO validation_rule_assignment (id, workspace_id, rule_id, object_type, object_id, created_at) VALUES ($1, $2, $3, 'campaign', $4, now())`,
    [v7(), shop.workspaceId, id, objectId],
  );
}

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
    expect((await voucherRow(good)).redeemed_quantity).toBe(0);
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
    expect((await voucherRow(good)).sessions).toEqual({});
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
    expect(Object.keys((await voucherRow(good)).sessions)).toEqual(["b"]);
    expect(Object.keys((await voucherRow(taken)).sessions)).toEqual(["a"]);
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
    expect((await voucherRow(mine)).sessions).toEqual({ a: shop.now + 3_600_000 });
    expect((await voucherRow(fresh)).sessions).toEqual({});
    expect(await api.redeem(mine)).toMatchObject({ status: 400, body: { key: "quantity_exceeded" } });
  });

  test("a code without a limit keeps no sessions", async () => {
    const campaign = await shop.campaign({ type: "standalone", quantityPerCode: null });
    const [code = ""] = await shop.codes(campaign, 1, null);
    expect((await api.validate(code, { session: { type: "LOCK", key: "a" } })).body).toMatchObject({
      valid: true,
      session: { key: "a" },
    });
    expect((await voucherRow(code)).sessions).toEqual({});
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
    expect((await voucherRow(code)).balance).toBe(2_000);
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

  test("S0-29: a rule counts what was redeemed before it was made", async () => {
    const [customerId = ""] = await shop.customers(1);
    const campaign = await shop.campaign();
    const code = () => shop.give(campaign, { customerId, reuse: "new" });
    const codes = [await code(), await code(), await code()] as const;
    await api.redeem(codes[0]);
    await bind(campaign, {
      rules: {
        "1": { name: "redemption.count.per_customer", conditions: { $less_than_or_equal: [2] } },
        logic: "1",
      },
      error: { message: "Twice is enough." },
    });
    expect(await api.redeem(codes[1])).toMatchObject({ status: 200 });
    expect(await api.redeem(codes[2])).toMatchObject({
      status: 400,
      body: { key: "redemption_rules_violated", error: { message: "Twice is enough." } },
    });
  });
});

test("S0-30: a rule of the campaign holds for its codes, at validation and at redemption", async () => {
  const campaign = await shop.campaign();
  await bind(campaign, {
    rules: { "1": { name: "order.items.any", conditions: { $in: ["shirt"] } }, logic: "1" },
    applicable_to: { included: [{ object: "product", source_id: "shirt" }], included_all: false },
  });
  const code = await shop.give(campaign);
  expect(await api.redeem(code)).toMatchObject({ body: { key: "order_rules_violated" } });
  const order = {
    items: [
      { source_id: "shirt", quantity: 2, price: 1_000 },
      { source_id: "hat", price: 500 },
    ],
  };
  expect((await api.validate(code, { order })).body).toMatchObject({
    valid: true,
    redeemables: [{ applicable_to: { total: 1 } }],
  });
  expect(await api.redeem(code, { order })).toMatchObject({ status: 200 });
});

test("S4-14: counters say what was given and redeemed, whoever wrote it", async () => {
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

test("S0-27: a code for all but some is refused to nobody in particular, and counts for a newcomer", async () => {
  const campaign = await shop.campaign({ type: "static" });
  await bind(campaign, {
    rules: { "1": { name: "customer.segment", conditions: { $is_not: ["Abusers"] } }, logic: "1" },
  });
  const [code = ""] = await shop.codes(campaign, 1);
  expect((await api.validate(code)).body).toMatchObject({
    valid: false,
    inapplicable_redeemables: [{ result: { error: { key: "missing_customer" } } }],
  });
  expect(await api.redeem(code)).toMatchObject({ status: 400, body: { key: "missing_customer" } });
  const customer = { source_id: "newcomer" };
  expect((await api.validate(code, { customer })).body).toMatchObject({ valid: true });
  expect(await api.redeem(code, { customer })).toMatchObject({ status: 200 });
});

test("S0-27, S0-28: only who is in the segment, at validation and again at redemption", async () => {
  const [inside = "", outside = ""] = await shop.customers(2);
  const segment = v7();
  await pool.query(
    `INSERT INTO segment (id, workspace_id, name, type, rule, created_at, updated_at) VALUES ($1, $2, 'Cart abandoned', 'static', '{}', now(), now())`,
    [segment, shop.workspaceId],
  );
  await pool.query(
    `INSERT INTO segment_member (shard, segment_id, customer_id, entered_at) VALUES (('x' || right($2::text, 2))::bit(8)::int % 64, $1, $2::uuid, now())`,
    [segment, inside],
  );
  const campaign = await shop.campaign();
  await bind(campaign, {
    rules: {
      "1": { name: "customer.segment", conditions: { $is: [`seg_${segment.replaceAll("-", "")}`] } },
      logic: "1",
    },
  });
  const [mine, theirs] = [
    await shop.give(campaign, { customerId: inside }),
    await shop.give(campaign, { customerId: outside }),
  ];
  expect((await api.validate(theirs)).body).toMatchObject({
    valid: false,
    inapplicable_redeemables: [{ result: { error: { key: "customer_rules_violated" } } }],
  });
  expect(await api.redeem(theirs)).toMatchObject({ status: 400, body: { key: "customer_rules_violated" } });
  expect((await api.validate(mine)).body).toMatchObject({ valid: true });
  await pool.query(`DELETE FROM segment_member WHERE segment_id = $1`, [segment]);
  expect(await api.redeem(mine)).toMatchObject({ status: 400, body: { key: "customer_rules_violated" } });
});
