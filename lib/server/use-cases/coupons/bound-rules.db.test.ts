import type pg from "pg";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { validationRule } from "@/lib/domain/coupon/rule";
import type { CompatCalls } from "@/lib/testing/compat-calls";
import type { CouponFixture } from "@/lib/testing/coupon-fixture";
import { openShops } from "@/lib/testing/open-shops";

let pool: pg.Pool;
let shop: CouponFixture;
let api: CompatCalls;

openShops((opened) => {
  ({ pool, shop, api } = opened);
});

/** Binds a rule to a campaign. */
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
