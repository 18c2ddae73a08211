import type pg from "pg";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { setCampaignRuleContract } from "@/lib/contracts/campaign-rules";
import { transaction } from "@/lib/server/db/pool";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { testDatabase } from "@/lib/testing/database";
import { refusal } from "@/lib/testing/refusal";
import { getCampaignRules } from "./get-campaign-rules";
import { setCampaignRule } from "./set-campaign-rule";

let pool: pg.Pool;
let shop: CouponFixture;
beforeAll(async () => {
  ({ pool } = await testDatabase());
});
beforeEach(async () => {
  shop = await new CouponFixture(pool).open();
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

it("refuses a logic that names no condition, and another workspace's campaign", async () => {
  const id = await shop.campaign();
  const rules = { "1": { name: "order.amount", conditions: { $more_than: [1] } }, logic: "1 and 2" };
  expect(await refusal(set(id, { rules }))).toMatchObject({ code: "invalid_input", paths: ["rules.logic"] });
  const other = await new CouponFixture(pool).open();
  expect((await refusal(set(await other.campaign(), { rules: null }))).code).toBe("not_found");
  expect(
    await transaction(
      async (client) => (await client.query("SELECT 1 FROM validation_rule_assignment")).rows,
    ),
  ).toEqual([]);
});
