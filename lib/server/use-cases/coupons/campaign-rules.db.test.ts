import type pg from "pg";
import { expect, it } from "vitest";
import { setCampaignRuleContract } from "@/lib/contracts/campaign-rules";
import { createCampaignContract, updateCampaignContract } from "@/lib/contracts/campaigns";
import { assignRule } from "@/lib/server/use-cases/rules/assign-rule";
import { unassignRule } from "@/lib/server/use-cases/rules/unassign-rule";
import { CompatCalls } from "@/lib/testing/compat-calls";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { openShops } from "@/lib/testing/open-shops";
import { refusal } from "@/lib/testing/refusal";
import { createCampaign } from "./create-campaign";
import { getCampaign } from "./get-campaign";
import { getCampaignRules } from "./get-campaign-rules";
import { setCampaignRule } from "./set-campaign-rule";
import { updateCampaign } from "./update-campaign";

let pool: pg.Pool;
let shop: CouponFixture;
openShops((opened) => {
  ({ pool, shop } = opened);
});

const set = (id: string, body: unknown) =>
  setCampaignRule(
    { actor: shop.actor, params: { id }, body: setCampaignRuleContract.body!.parse(body) },
    shop.clock,
  );
const happened = async () =>
  (
    await pool.query<{ name: string }>(
      `SELECT name FROM event WHERE workspace_id = $1 AND name LIKE 'campaign.validation_rules.%' ORDER BY id`,
      [shop.workspaceId],
    )
  ).rows.map(({ name }) => name.split(".").at(-1));

it("S0-27, S0-29: sets, changes and takes away a campaign's rule, and tells the log", async () => {
  const id = await shop.campaign();
  const rules = {
    "1": { name: "customer.segment", conditions: { $is: ["cart"] } },
    "2": { name: "redemption.count.per_customer", conditions: { $less_than_or_equal: [1] } },
    logic: "1 and 2",
  };
  await set(id, { rules, message: "Only for left carts." });
  const [rule] = (await getCampaignRules({ actor: shop.actor, params: { id } })).data;
  expect(rule).toMatchObject({ logic: "1 and 2", message: "Only for left carts.", shared: 0 });
  expect(rule?.conditions["2"]?.conditions).toEqual({ $less_than_or_equal: [1] });

  await set(id, { rules: { ...rules, logic: "1 or 2" } });
  expect((await getCampaignRules({ actor: shop.actor, params: { id } })).data).toEqual([
    { ...rule, logic: "1 or 2", message: null },
  ]);
  await set(id, { rules: null });
  expect((await getCampaignRules({ actor: shop.actor, params: { id } })).data).toEqual([]);
  const { rows } = await pool.query(`SELECT 1 FROM validation_rule WHERE workspace_id = $1`, [
    shop.workspaceId,
  ]);
  expect(rows).toEqual([]);
  expect(await happened()).toEqual(["created", "updated", "deleted"]);
});

const ONCE = {
  "1": { name: "redemption.count.per_customer", conditions: { $less_than_or_equal: [1] } },
  logic: "1",
};
const customer = { source_id: "ann" };

it("S0-29: a rule that is taken away and set again counts what was redeemed meanwhile", async () => {
  const api = new CompatCalls(shop);
  const id = await shop.campaign();
  const [one, two, three, four] = (await shop.codes(id, 4)) as [string, string, string, string];
  const twice = { ...ONCE, "1": { ...ONCE["1"], conditions: { $less_than_or_equal: [2] } } };
  await set(id, { rules: twice });
  expect(await api.redeem(one, { customer })).toMatchObject({ status: 200 });
  await set(id, { rules: null });
  expect(await api.redeem(two, { customer })).toMatchObject({ status: 200 });
  await set(id, { rules: twice });
  expect(await api.redeem(three, { customer })).toMatchObject({ body: { key: "redemption_rules_violated" } });
  await unassignRule({ actor: shop.actor, params: { id: await ruleOf(id) }, query: {} }, shop.clock);
  expect(await api.redeem(four, { customer })).toMatchObject({ status: 200 });
  const rows = await pool.query(`SELECT scope FROM redemption_counter WHERE campaign_id = $1`, [id]);
  expect(rows.rows).toEqual([]);
});

it("S0-29: what was redeemed before there was a rule is counted by it, and no more once it is rolled back", async () => {
  const api = new CompatCalls(shop);
  const id = await shop.campaign();
  const [one, two, three] = (await shop.codes(id, 3)) as [string, string, string];
  const first = await api.redeem(one, { customer });
  await set(id, { rules: { ...ONCE, "1": { ...ONCE["1"], conditions: { $less_than_or_equal: [2] } } } });
  expect(await api.redeem(two, { customer })).toMatchObject({ status: 200 });
  expect(await api.redeem(three, { customer })).toMatchObject({ body: { key: "redemption_rules_violated" } });
  expect(await api.rollback(first.body.redemptions[0]!.id)).toMatchObject({ status: 200 });
  expect(await api.redeem(three, { customer })).toMatchObject({ status: 200 });
});

const ruleOf = async (campaignId: string) =>
  (await getCampaignRules({ actor: shop.actor, params: { id: campaignId } })).data[0]!.id;

it("refuses a logic that names no condition, and another workspace's campaign", async () => {
  const id = await shop.campaign();
  const rules = { "1": { name: "order.amount", conditions: { $more_than: [1] } }, logic: "1 and 2" };
  expect(await refusal(set(id, { rules }))).toMatchObject({ code: "invalid_input", paths: ["rules.logic"] });
  const other = await new CouponFixture(pool).open();
  expect((await refusal(set(await other.campaign(), { rules: null }))).code).toBe("not_found");
  const bound = await pool.query(`SELECT 1 FROM validation_rule_assignment WHERE workspace_id = ANY ($1)`, [
    [shop.workspaceId, other.workspaceId],
  ]);
  expect(bound.rows).toEqual([]);
});

it("S3-44: a campaign's items are chosen with it, kept beside its rule, and are what its discount comes off", async () => {
  const body = createCampaignContract.body!.parse({
    name: "Mugs",
    discount: { type: "percent", percentOff: 20, appliesTo: "items" },
    items: { included: ["mug", "mug", "cup-red"], excluded: ["pot"] },
  });
  const { id } = await createCampaign({ actor: shop.actor, body }, shop.clock);
  const items = async () => (await getCampaign({ actor: shop.actor, params: { id } }, shop.clock)).items;
  const change = (items: unknown) =>
    updateCampaign(
      { actor: shop.actor, params: { id }, body: updateCampaignContract.body!.parse({ items }) },
      shop.clock,
    );
  const [code] = (await shop.codes(id, 1)) as [string];
  const taken = async () => {
    const item = (source_id: string) => ({ source_id, quantity: 1, price: 1_000 });
    const order = { amount: 3_000, items: [item("mug"), item("pot"), item("plate")] };
    return (await new CompatCalls(shop).validate(code, { order })).body.order;
  };
  expect(await items()).toEqual({ included: ["mug", "cup-red"], excluded: ["pot"] });
  expect(await taken()).toMatchObject({ total_discount_amount: 200 });
  expect(await happened()).toEqual(["created"]);
  // A rule comes and goes, the items stay.
  await set(id, { rules: { ...ONCE, logic: "1" } });
  await set(id, { rules: null });
  expect(await items()).toEqual({ included: ["mug", "cup-red"], excluded: ["pot"] });
  await change({ excluded: ["pot"] });
  expect(await taken()).toMatchObject({ total_discount_amount: 400 });
  await change({});
  expect(await taken()).toMatchObject({ total_discount_amount: 600 });
  expect((await getCampaignRules({ actor: shop.actor, params: { id } })).data).toEqual([]);
});

it("S3-44: items of a rule that other campaigns are bound to are not changed by one of them", async () => {
  const [id, other] = [await shop.campaign(), await shop.campaign()];
  const rules = { "1": { name: "order.amount", conditions: { $more_than: [500] } }, logic: "1" };
  await set(id, { rules });
  const body = { objectType: "campaign" as const, objectId: other };
  await assignRule({ actor: shop.actor, params: { id: await ruleOf(id) }, body }, shop.clock);
  const itemsOf = async (campaignId: string) =>
    (await getCampaign({ actor: shop.actor, params: { id: campaignId } }, shop.clock)).items;
  const change = (items: unknown) =>
    updateCampaign(
      { actor: shop.actor, params: { id }, body: updateCampaignContract.body!.parse({ items }) },
      shop.clock,
    );
  expect(await refusal(change({ included: ["mug"] }))).toMatchObject({
    code: "conflict",
    paths: ["items.included"],
  });
  expect(await refusal(change({ excluded: ["pot"] }))).toMatchObject({ paths: ["items.excluded"] });
  expect(await itemsOf(other)).toEqual({ included: [], excluded: [] });
  // What stays as it is may be sent along.
  await change({});
  await unassignRule(
    { actor: shop.actor, params: { id: await ruleOf(id) }, query: { objectId: other } },
    shop.clock,
  );
  await change({ included: ["mug"] });
  expect(await itemsOf(id)).toEqual({ included: ["mug"], excluded: [] });
});

it("S3-44: a rule that is taken off a campaign stays as it is for others, and the items stay with both", async () => {
  const [id, other] = [await shop.campaign(), await shop.campaign()];
  const rules = { "1": { name: "order.amount", conditions: { $more_than: [500] } }, logic: "1" };
  const read = async (campaignId: string) => {
    const call = { actor: shop.actor, params: { id: campaignId } };
    const { items } = await getCampaign(call, shop.clock);
    return { items, logic: (await getCampaignRules(call)).data.map(({ logic }) => logic) };
  };
  const items = { included: ["mug"], excluded: [] };
  await set(id, { rules });
  await updateCampaign({ actor: shop.actor, params: { id }, body: { items } }, shop.clock);
  const body = { objectType: "campaign" as const, objectId: other };
  await assignRule({ actor: shop.actor, params: { id: await ruleOf(id) }, body }, shop.clock);
  await set(id, { rules: null });
  expect(await read(other)).toEqual({ items, logic: ["1"] });
  expect(await read(id)).toEqual({ items, logic: [""] });
});

it("S0-27: a rule that names no items is kept by an order that lists some", async () => {
  const id = await shop.campaign();
  const [code] = (await shop.codes(id, 1)) as [string];
  await set(id, { rules: { "1": { name: "order.amount", conditions: { $more_than: [500] } }, logic: "1" } });
  const order = { amount: 1_000, items: [{ source_id: "mug", quantity: 1, price: 1_000 }] };
  expect(await new CompatCalls(shop).validate(code, { order })).toMatchObject({
    status: 200,
    body: { valid: true, order: { total_discount_amount: 50 } },
  });
});
