import { describe, expect, test } from "vitest";
import { campaignLimits } from "@/lib/domain/coupon/limits";
import { updateWorkspace } from "@/lib/server/use-cases/settings/update-workspace";
import type { CompatCalls } from "@/lib/testing/compat-calls";
import type { CouponFixture } from "@/lib/testing/coupon-fixture";
import { openShops } from "@/lib/testing/open-shops";
import { setCampaignRule } from "./set-campaign-rule";
import { updateCampaign } from "./update-campaign";

let shop: CouponFixture;
let api: CompatCalls;
openShops((opened) => {
  ({ shop, api } = opened);
});

const order = (amount: number, currency?: string) => ({
  order: { source_id: `order-${amount}-${currency}`, amount, currency },
});
const limit = (id: string, limits: object) =>
  updateCampaign(
    { actor: shop.actor, params: { id }, body: { limits: campaignLimits.parse(limits) } },
    shop.clock,
  );
const refusal = (of: string, given: string) => ({
  key: "order_rules_violated",
  details: `This campaign's budget is in ${of} and the order is in ${given}.`,
});

test.each([{ orderBudget: 10_000 }, { discountBudget: 500 }])(
  "S0-27: an order in another currency than the budget's is refused, and not counted: %j",
  async (limits) => {
    const id = await shop.campaign({ type: "static" });
    const [one = "", two = "", three = "", four = ""] = await shop.codes(id, 4);
    // Before there is a budget any currency will do; it never counts for a budget that comes later.
    const dollars = await api.redeem(one, order(9_000, "USD"));
    expect(dollars.status).toBe(200);
    await limit(id, limits);
    const refused = refusal("EUR", "USD");
    expect(await api.validate(two, order(100, "USD"))).toMatchObject({
      body: { valid: false, redeemables: [{ result: { error: refused } }] },
    });
    expect(await api.redeem(two, order(100, "USD"))).toMatchObject({ status: 400, body: refused });
    expect((await api.redeem(two, order(6_000))).status).toBe(200);
    expect(await api.redeem(three, order(6_000, "EUR"))).toMatchObject({
      status: 400,
      body: { key: "redemption_rules_violated" },
    });
    expect((await api.rollback(dollars.body.redemptions[0]!.id)).status).toBe(200);
    expect(await api.redeem(three, order(6_000))).toMatchObject({ status: 400 });
    expect((await api.redeem(four, order(4_000))).status).toBe(200);
  },
);

test("S0-27: the budget of a campaign whose discount names a currency is in that one", async () => {
  const discount = { type: "amount", amountOff: 500, currency: "USD" };
  const id = await shop.campaign({ type: "static", discount });
  await limit(id, { discountBudget: 500 });
  const [one = "", two = ""] = await shop.codes(id, 2);
  expect((await api.redeem(one, order(9_000, "USD"))).status).toBe(200);
  expect(await api.redeem(two, order(9_000, "USD"))).toMatchObject({
    body: { key: "redemption_rules_violated" },
  });
});

test("S0-29: a rule's budget is of one currency too, and other ways to keep the rule stay", async () => {
  const id = await shop.campaign({ type: "static" });
  const [one = "", two = ""] = await shop.codes(id, 2);
  const budget = {
    name: "redemption.orders",
    property: null,
    conditions: { $less_than: [10_000] },
    error: null,
  };
  const big = { name: "order.amount", property: null, conditions: { $more_than: [50_000] }, error: null };
  const set = (logic: string) =>
    setCampaignRule(
      {
        actor: shop.actor,
        params: { id },
        body: { rules: { conditions: { budget, big }, logic }, message: "" },
      },
      shop.clock,
    );
  await set("budget or big");
  expect(await api.redeem(one, order(100, "USD"))).toMatchObject({
    status: 400,
    body: refusal("EUR", "USD"),
  });
  expect((await api.redeem(one, order(60_000, "USD"))).status).toBe(200);
  expect((await api.redeem(two, order(9_000))).status).toBe(200);
});

test("a workspace that changes its currency counts anew", async () => {
  const id = await shop.campaign({ type: "static" });
  await limit(id, { orderBudget: 10_000 });
  const [one = "", two = ""] = await shop.codes(id, 2);
  expect((await api.redeem(one, order(9_000))).status).toBe(200);
  await updateWorkspace({ actor: shop.actor, body: { currency: "USD" } }, shop.clock);
  expect(await api.redeem(two, order(9_000, "EUR"))).toMatchObject({ body: refusal("USD", "EUR") });
  expect((await api.redeem(two, order(9_000))).status).toBe(200);
});

test("a campaign whose discount comes to name another currency counts anew", async () => {
  const id = await shop.campaign({ type: "static" });
  await limit(id, { orderBudget: 10_000 });
  const [one = "", two = ""] = await shop.codes(id, 2);
  expect((await api.redeem(one, order(9_000))).status).toBe(200);
  const discount = { type: "amount" as const, amountOff: 500, currency: "USD" };
  await updateCampaign({ actor: shop.actor, params: { id }, body: { discount } }, shop.clock);
  expect((await api.redeem(two, order(9_000, "USD"))).status).toBe(200);
});

describe.each(["the discount comes to name", "the workspace changes to"])(
  "when %s another currency",
  (what) => {
    const change = (id: string) => {
      const discount = { type: "amount" as const, amountOff: 500, currency: "USD" };
      return what.startsWith("the workspace")
        ? updateWorkspace({ actor: shop.actor, body: { currency: "USD" } }, shop.clock)
        : updateCampaign({ actor: shop.actor, params: { id }, body: { discount } }, shop.clock);
    };

    test.each(["per_customer", "per_api_key"])("a rule's budget %s counts anew", async (whose) => {
      const id = await shop.campaign({ type: "static" });
      const budget = {
        name: `redemption.orders.${whose}`,
        property: null,
        conditions: { $less_than: [10_000] },
        error: null,
      };
      const often = { ...budget, name: `redemption.count.${whose}`, conditions: { $less_than: [3] } };
      await setCampaignRule(
        {
          actor: shop.actor,
          params: { id },
          body: { rules: { conditions: { budget, often }, logic: "budget and often" }, message: "" },
        },
        shop.clock,
      );
      const [one = "", two = "", three = ""] = await shop.codes(id, 3);
      const of = (amount: number, currency?: string) => ({
        ...order(amount, currency),
        customer: { source_id: "ann" },
      });
      const euros = await api.redeem(one, of(9_000));
      expect(euros.status).toBe(200);
      await change(id);
      expect((await api.redeem(two, of(8_000, "USD"))).status).toBe(200);
      // How often it was is no money, and is counted on; what is taken back in the old currency is not taken off the new.
      const refused = { status: 400, body: { key: "redemption_rules_violated" } };
      expect(await api.redeem(three, of(100, "USD"))).toMatchObject(refused);
      expect((await api.rollback(euros.body.redemptions[0]!.id)).status).toBe(200);
      expect(await api.redeem(three, of(2_000, "USD"))).toMatchObject(refused);
      expect((await api.redeem(three, of(1_000, "USD"))).status).toBe(200);
    });
  },
);

test("budgets of a discount that names a currency go on when the workspace changes its own", async () => {
  const discount = { type: "amount", amountOff: 500, currency: "USD" };
  const id = await shop.campaign({ type: "static", discount });
  const conditions = { $less_than: [10_000] };
  const budget = { name: "redemption.orders.per_api_key", property: null, conditions, error: null };
  const body = { rules: { conditions: { budget }, logic: "budget" }, message: "" };
  await setCampaignRule({ actor: shop.actor, params: { id }, body }, shop.clock);
  const [one = "", two = ""] = await shop.codes(id, 2);
  expect((await api.redeem(one, order(9_000, "USD"))).status).toBe(200);
  await updateWorkspace({ actor: shop.actor, body: { currency: "PLN" } }, shop.clock);
  expect(await api.redeem(two, order(8_000, "USD"))).toMatchObject({ status: 400 });
});
