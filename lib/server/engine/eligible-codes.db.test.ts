import type pg from "pg";
import { v7 } from "uuid";
import { beforeAll, beforeEach, expect, it, test } from "vitest";
import { PERMISSIONS } from "@/lib/domain/access/permissions";
import { validationRule } from "@/lib/domain/coupon/rule";
import { shardOf } from "@/lib/domain/shard";
import { systemActor } from "@/lib/server/auth/actor";
import { customerTimeline } from "@/lib/server/use-cases/customers/customer-timeline";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { watchStatements } from "@/lib/testing/watch-statements";

let pool: pg.Pool;
let shop: EngineFixture;
let campaignId: string;
let versionId: string;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await new EngineFixture(pool).open();
  campaignId = await shop.campaign();
  const steps = {
    trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "gold" } },
    gold: {
      type: "update-customer",
      config: { set: [{ attribute: "tier", value: "gold" }] },
      to: { next: "coupon" },
    },
    coupon: {
      type: "issue-coupon",
      config: { campaignId },
      to: { issued: "end", pool_empty: "end", not_eligible: "end" },
    },
    end: { type: "exit" },
  };
  ({ versionId } = await shop.live(drawFlow(steps)));
});

const limit = (columns: { limits?: object; perCustomer?: number }) =>
  pool.query(`UPDATE campaign SET limits = $2, per_customer = $3 WHERE id = $1`, [
    campaignId,
    JSON.stringify(columns.limits ?? {}),
    columns.perCustomer ?? null,
  ]);

async function bind(conditions: Record<string, unknown>): Promise<void> {
  const id = v7();
  const { rules } = validationRule.parse({ name: "Rule", rules: conditions });
  await pool.query(
    `INSERT INTO validation_rule (id, workspace_id, name, rules, applicable_to, created_at, updated_at)
     VALUES ($1, $2, 'Rule', $3, '{"included":[],"excluded":[],"included_all":true}', now(), now())`,
    [id, shop.workspaceId, JSON.stringify(rules)],
  );
  await pool.query(
    `INSERT INTO validation_rule_assignment (id, workspace_id, rule_id, object_type, object_id, created_at)
     VALUES ($1, $2, $3, 'campaign', $4, now())`,
    [v7(), shop.workspaceId, id, campaignId],
  );
}

const redeemed = (customerId: string) =>
  pool.query(
    `INSERT INTO redemption (id, workspace_id, campaign_id, voucher_id, code, customer_id, status, order_amount, discount_amount, currency, created_at)
     VALUES ($1, $2, $3, $4, 'USED', $5, 'succeeded', 4000, 200, 'EUR', $6)`,
    [v7(), shop.workspaceId, campaignId, v7(), customerId, shop.clock()],
  );

async function belongs(name: string, customerId: string): Promise<void> {
  const id = v7();
  await pool.query(
    `INSERT INTO segment (id, workspace_id, name, type, rule, built_shards, created_at, updated_at)
     VALUES ($1, $2, $3, 'static', '{"match":"all","groups":[]}', 64, now(), now())`,
    [id, shop.workspaceId, name],
  );
  await pool.query(
    `INSERT INTO segment_member (shard, segment_id, customer_id, entered_at) VALUES ($1, $2, $3, now())`,
    [shardOf(customerId), id, customerId],
  );
}

/** How many got a code, and how many left by "Not eligible" for each reason. */
const left = async () =>
  Object.fromEntries(
    Object.entries(await shop.totals(versionId))
      .filter(([key]) => key === "coupon/port:issued" || key.startsWith("coupon/not_eligible:"))
      .map(([key, count]) => [key.split(":")[1], count]),
  );

const is = (name: string, value: unknown, property?: string) => ({
  name,
  property,
  conditions: { $is: [value] },
});

test.each([
  ["campaign_limit_reached", { limits: { total: 1 } }],
  ["campaign_budget_used_up", { limits: { discountBudget: 200 } }],
  ["campaign_budget_used_up", { limits: { orderBudget: 4000 } }],
])("S0-27: a campaign that is used up gives nobody a code: %s", async (reason, columns) => {
  const [used = "", fresh = ""] = await shop.customers(2);
  await limit(columns);
  await redeemed(used);
  await shop.abandon([fresh]);
  await shop.drain();
  expect(await left()).toEqual({ [reason]: 1 });
});

test.each([
  ["in the campaign's terms", () => limit({ perCustomer: 1 })],
  [
    "in a rule",
    () => bind({ 1: { name: "redemption.count.per_customer", conditions: { $less_than_or_equal: [1] } } }),
  ],
])("S0-27: whoever used a campaign up gets no code, others do: %s", async (_where, set) => {
  const [used = "", fresh = ""] = await shop.customers(2);
  await set();
  await redeemed(used);
  await shop.abandon([used, fresh]);
  await shop.drain();
  expect(await left()).toEqual({ issued: 1, customer_limit_reached: 1 });
});

it("S0-29: a code goes only to whom its rules may let use it, and the timeline says so", async () => {
  const [member = "", other = ""] = await shop.customers(2, { consent: { email: { state: "granted" } } });
  await belongs("Left carts", member);
  await bind({
    segment: is("customer.segment", "Left carts"),
    consent: is("customer.consent.email", "granted"),
    order: { name: "order.amount", conditions: { $more_than: [1_000_000] } },
  });
  await shop.abandon([member, other]);
  await shop.drain();
  expect(await left()).toEqual({ issued: 1, rules_not_met: 1 });
  const actor = systemActor(shop.workspaceId, PERMISSIONS);
  const timeline = await customerTimeline({ actor, params: { id: other }, query: { limit: 50 } });
  expect(JSON.stringify(timeline)).toContain("The campaign's rules do not let the customer use its codes");
});

it("S0-29: knows of the customer what the flow did a moment ago", async () => {
  await bind({ 1: is("customer.metadata", "gold", "tier") });
  await shop.abandon(await shop.customers(1));
  await shop.drain();
  expect(await left()).toEqual({ issued: 1 });
});

it("asks the database as often for one customer as for many", async () => {
  await limit({ limits: { total: 1_000 }, perCustomer: 5 });
  await bind({ 1: { name: "customer.segment", conditions: { $is_not: ["Nobody"] } } });
  const readings = async (count: number) => {
    const customers = await sameShard(count);
    await belongs(`Segment of ${count}`, customers[0]!);
    await shop.abandon(customers);
    const watched = await watchStatements(() => shop.drain());
    const names = [
      "load-issuable-campaigns",
      "read-redemption-counters",
      "count-redemptions-of-scopes",
      "names-of-segments",
    ];
    return names.map((name) => watched.find((one) => one.name === name)?.times);
  };
  expect(await readings(1)).toEqual([1, 1, 1, 1]);
  expect(await readings(40)).toEqual([1, 1, 1, 1]);
  expect(await left()).toEqual({ issued: 41 });
});

/** Customers that one batch takes together. */
async function sameShard(count: number): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < count) {
    const id = v7();
    if (shardOf(id) === 7) ids.push(id);
  }
  return await shop.customers(count, {}, ids);
}
