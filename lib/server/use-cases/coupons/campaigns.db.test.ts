import type pg from "pg";
import { v7 } from "uuid";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { permissionsOfRole } from "@/lib/domain/access/permissions";
import { campaignFields } from "@/lib/domain/coupon/campaign";
import { systemActor } from "@/lib/server/auth/actor";
import { campaignCalls } from "@/lib/testing/campaign-calls";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { testDatabase } from "@/lib/testing/database";
import { refusal } from "@/lib/testing/refusal";
import { createCampaign } from "./create-campaign";
import { deleteCampaign } from "./delete-campaign";
import { generateCodes } from "./generate-codes";
import { getCampaign } from "./get-campaign";
import { listCampaignRedemptions } from "./list-campaign-redemptions";
import { listCampaignVouchers } from "./list-campaign-vouchers";
import { listCampaigns } from "./list-campaigns";
import { switchCampaign } from "./switch-campaign";
import { updateCampaign } from "./update-campaign";

let pool: pg.Pool;
let shop: CouponFixture;
beforeAll(async () => {
  ({ pool } = await testDatabase());
});
beforeEach(async () => {
  shop = await new CouponFixture(pool).open();
});

const { create, get, use } = campaignCalls(() => shop);
const update = (id: string, body: Parameters<typeof updateCampaign>[0]["body"]) =>
  updateCampaign({ actor: shop.actor, params: { id }, body }, shop.clock);

describe("making and changing campaigns", () => {
  test("S0-20, S0-21, S0-25: a name and 5% make a campaign that makes one-time codes as needed", async () => {
    const made = await create();
    expect(made).toMatchObject({
      type: "auto_update",
      discount: { type: "percent", percentOff: 5 },
      discountText: "5% off",
      quantityPerCode: 1,
      active: true,
    });
    expect(await get(made.id)).toMatchObject({
      id: made.id,
      numbers: { codes: 0, free: 0, given: 0 },
      flows: [],
      batch: null,
    });
    expect(await shop.give(made.id)).toMatch(/^[A-Z2-9]{8}$/);
  });

  test("a name stands for one campaign of a workspace", async () => {
    const { id } = await create();
    expect(await refusal(create())).toMatchObject({ code: "conflict", paths: ["name"] });
    const other = await create({ name: "Other" });
    expect(await refusal(update(other.id, { name: "Win back" }))).toMatchObject({
      code: "conflict",
      paths: ["name"],
    });
    expect((await update(id, { name: "Win back", description: "again" })).description).toBe("again");
  });

  test("one code for everybody is made with its campaign, unless it exists", async () => {
    const made = await create({ type: "standalone", code: "SPRING", quantityPerCode: null });
    expect(made.code).toBe("SPRING");
    expect(await refusal(create({ name: "Twice", type: "standalone", code: "SPRING" }))).toMatchObject({
      code: "conflict",
      paths: ["code"],
    });
    expect((await listCampaigns({ actor: shop.actor, query: { limit: 50 } })).data).toHaveLength(1);
    await update(made.id, { quantityPerCode: 1 });
    expect((await use("SPRING")).kind).toBe("succeeded");
    expect((await use("SPRING")).kind).toBe("failed");
  });

  test("S0-26: a code too short to be hard to guess is refused with how to mend it", async () => {
    expect(await refusal(create({ codeConfig: { pattern: "X-#" } }))).toMatchObject({
      code: "invalid_input",
      paths: ["codeConfig.pattern"],
    });
  });

  test("what codes out there promise stays: the discount cannot change once one was given", async () => {
    const { id } = await create();
    expect((await update(id, { discount: { type: "free_shipping" } })).discountText).toBe("free shipping");
    await shop.give(id);
    expect(
      await refusal(update(id, { discount: { type: "percent", percentOff: 1, amountLimit: null } })),
    ).toMatchObject({
      code: "conflict",
      message: "One code is out with the promise of free shipping.",
      paths: ["discount"],
    });
    expect((await update(id, { validForMs: 3_600_000 })).validForMs).toBe(3_600_000);
  });

  test("S0-22: an end before the start is refused, also against what is stored", async () => {
    const { id } = await create({ startsAt: "2026-05-10T00:00:00Z" });
    expect(await refusal(update(id, { endsAt: "2026-05-09T00:00:00Z" }))).toMatchObject({
      paths: ["endsAt"],
    });
  });

  test("switched off, nothing is given or redeemed; switched on, everything counts again", async () => {
    const { id } = await create();
    const code = await shop.give(id);
    const call = { actor: shop.actor, params: { id } };
    expect((await switchCampaign(call, false, shop.clock)).active).toBe(false);
    expect(await use(code)).toMatchObject({ kind: "failed", key: "voucher_disabled" });
    expect((await shop.issue([shop.request(id)]))[0]).toEqual({
      kind: "not_eligible",
      reason: "campaign_disabled",
    });
    await switchCampaign(call, true, shop.clock);
    expect((await use(code)).kind).toBe("succeeded");
  });

  test("a campaign is deleted while nobody has a code and no flow names it", async () => {
    const { id } = await create({ type: "static" });
    await shop.codes(id, 3);
    const flowId = v7();
    await pool.query(`INSERT INTO flow (id, workspace_id, name, draft) VALUES ($1, $2, 'Cart', $3)`, [
      flowId,
      shop.workspaceId,
      JSON.stringify({ steps: [{ id: "s", type: "issue-coupon", config: { campaignId: id } }] }),
    ]);
    expect((await get(id)).flows).toEqual([{ id: flowId, name: "Cart", status: "draft" }]);
    expect((await refusal(deleteCampaign({ actor: shop.actor, params: { id } }))).message).toContain(
      '"Cart"',
    );
    await pool.query(`DELETE FROM flow WHERE id = $1`, [flowId]);
    await deleteCampaign({ actor: shop.actor, params: { id } });
    expect(await refusal(get(id))).toMatchObject({ code: "not_found" });
    const given = await create({ name: "Given" });
    await shop.give(given.id);
    expect(await refusal(deleteCampaign({ actor: shop.actor, params: { id: given.id } }))).toMatchObject({
      code: "conflict",
    });
  });

  test("a viewer reads and changes nothing; another workspace sees nothing", async () => {
    const { id } = await create();
    const viewer = systemActor(shop.workspaceId, permissionsOfRole("viewer"));
    expect((await getCampaign({ actor: viewer, params: { id } })).id).toBe(id);
    const forbidden = [
      createCampaign({
        actor: viewer,
        body: campaignFields.parse({ name: "No", discount: { type: "free_shipping" } }),
      }),
      updateCampaign({ actor: viewer, params: { id }, body: { name: "No" } }),
      deleteCampaign({ actor: viewer, params: { id } }),
      switchCampaign({ actor: viewer, params: { id } }, false),
      generateCodes({ actor: viewer, params: { id }, body: { count: 1 } }),
    ];
    expect((await Promise.all(forbidden.map(refusal))).every(({ code }) => code === "forbidden")).toBe(true);
    const stranger = (await new CouponFixture(pool).open()).actor;
    const unknown = [
      getCampaign({ actor: stranger, params: { id } }),
      updateCampaign({ actor: stranger, params: { id }, body: { name: "No" } }),
      deleteCampaign({ actor: stranger, params: { id } }),
      switchCampaign({ actor: stranger, params: { id } }, false),
      generateCodes({ actor: stranger, params: { id }, body: { count: 1 } }),
      listCampaignVouchers({ actor: stranger, params: { id }, query: { limit: 50 } }),
      listCampaignRedemptions({ actor: stranger, params: { id }, query: { limit: 50 } }),
    ];
    expect((await Promise.all(unknown.map(refusal))).every(({ code }) => code === "not_found")).toBe(true);
    expect((await get(id)).active).toBe(true);
    expect((await listCampaigns({ actor: stranger, query: { limit: 50 } })).data).toEqual([]);
  });
});

test("who changed what is written down", async () => {
  const { id } = await create({ type: "static" });
  await update(id, { description: "for the spring" });
  const call = { actor: shop.actor, params: { id } };
  await switchCampaign(call, false, shop.clock);
  await switchCampaign(call, false, shop.clock);
  await switchCampaign(call, true, shop.clock);
  await generateCodes({ ...call, body: { count: 3 } }, shop.clock);
  await deleteCampaign(call, shop.clock);
  const { rows } = await pool.query(
    `SELECT action, actor, detail FROM audit_entry WHERE workspace_id = $1 AND object_id = $2 ORDER BY id`,
    [shop.workspaceId, id],
  );
  const said = { actor: "system", detail: { name: "Win back" } };
  expect(rows).toMatchObject([
    { action: "campaign.created", ...said },
    { action: "campaign.changed", detail: { fields: ["description"] } },
    { action: "campaign.disabled", ...said },
    { action: "campaign.enabled", ...said },
    { action: "campaign.codes_made", detail: { count: 3 } },
    { action: "campaign.deleted", ...said },
  ]);
});
