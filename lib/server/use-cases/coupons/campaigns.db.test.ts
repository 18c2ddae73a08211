import type pg from "pg";
import { v7 } from "uuid";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { permissionsOfRole } from "@/lib/domain/access/permissions";
import { campaignFields } from "@/lib/domain/coupon/campaign";
import { DomainError } from "@/lib/domain/errors";
import { shardOfValue } from "@/lib/domain/shard";
import { systemActor } from "@/lib/server/auth/actor";
import { transaction } from "@/lib/server/db/pool";
import { generateCodes as runJob } from "@/lib/server/jobs/generate-codes";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { testDatabase } from "@/lib/testing/database";
import { createCampaign } from "./create-campaign";
import { deleteCampaign } from "./delete-campaign";
import { generateCodes } from "./generate-codes";
import { getCampaign } from "./get-campaign";
import { listCampaignRedemptions } from "./list-campaign-redemptions";
import { listCampaignVouchers } from "./list-campaign-vouchers";
import { listCampaigns } from "./list-campaigns";
import { redeemCode } from "./redeem-code";
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

const create = (given: Record<string, unknown> = {}) =>
  createCampaign(
    {
      actor: shop.actor,
      body: campaignFields.parse({
        name: "Win back",
        discount: { type: "percent", percentOff: 5 },
        ...given,
      }),
    },
    shop.clock,
  );
const update = (id: string, body: Parameters<typeof updateCampaign>[0]["body"]) =>
  updateCampaign({ actor: shop.actor, params: { id }, body }, shop.clock);
const get = (id: string) => getCampaign({ actor: shop.actor, params: { id } });
const vouchers = (id: string, query: Partial<Parameters<typeof listCampaignVouchers>[0]["query"]> = {}) =>
  listCampaignVouchers({ actor: shop.actor, params: { id }, query: { limit: 50, ...query } }, shop.clock);
const use = (code: string, customerId: string | null = null, now = shop.now) =>
  transaction((client) =>
    redeemCode(client, {
      workspaceId: shop.workspaceId,
      code,
      customerId,
      order: { amount: 10_000, shippingAmount: 0, currency: "EUR" },
      orderId: "order-1",
      source: "api",
      now,
    }),
  );
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (failure: unknown) => failure,
  );
  if (!(error instanceof DomainError)) throw new Error(`Not refused: ${String(error)}`);
  return { code: error.code, message: error.message, paths: error.issues.map(({ path }) => path) };
};

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
    ).toEqual({
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

describe("lists", () => {
  test("campaigns come newest first, page by page, with what their codes earned", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 5; index++) {
      shop.now += 1_000;
      ids.unshift((await create({ name: `Campaign ${index}` })).id);
    }
    await use(await shop.give(ids[1] as string));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listCampaigns({ actor: shop.actor, query: { limit: 2, cursor } });
      seen.push(...page.data.map(({ id }) => id));
      const earned = page.data.find(({ id }) => id === ids[1]);
      if (earned) {
        expect(earned.numbers).toEqual({
          given: 1,
          redeemed: 1,
          revenue: { amount: 10_000, currency: "EUR" },
          discounts: { amount: 500, currency: "EUR" },
        });
      }
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(ids);
    const found = await listCampaigns({ actor: shop.actor, query: { limit: 2, search: "campaign 3" } });
    expect(found.data.map(({ name }) => name)).toEqual(["Campaign 3"]);
    expect(
      await refusal(listCampaigns({ actor: shop.actor, query: { limit: 2, cursor: "nonsense" } })),
    ).toMatchObject({ paths: ["cursor"] });
  });

  test("codes are found by their text in any case, and by whose they are", async () => {
    const { id } = await create({ validForMs: 3_600_000, quantityPerCode: 2 });
    const [one, two] = await shop.customers(2);
    const code = await shop.give(id, { customerId: one });
    const other = await shop.give(id, { customerId: two });
    await pool.query(
      `INSERT INTO customer_identity (shard, workspace_id, kind, value, customer_id, customer_shard) VALUES ($1, $2, 'email', 'two@shop.example', $3, 0)`,
      [shardOfValue("two@shop.example"), shop.workspaceId, two],
    );
    const texts = async (search: string) =>
      (await vouchers(id, { search })).data.map((voucher) => voucher.code);
    expect(await texts(code)).toEqual([code]);
    expect(await texts(code.toLowerCase())).toEqual([code]);
    expect(await texts("Two@shop.example")).toEqual([other]);
    expect(await texts("nobody@shop.example")).toEqual([]);
    expect((await vouchers(id, { search: code })).data[0]).toMatchObject({
      state: "given",
      customer: { id: one, name: "shopper-1" },
      expiresAt: new Date(shop.now + 3_600_000).toISOString(),
      quantity: 2,
    });
  });

  test("a code's state says where it stands", async () => {
    const { id } = await create({ type: "static", validForMs: 3_600_000 });
    await shop.codes(id, 2);
    const state = async (code: string) => (await vouchers(id, { search: code })).data[0]?.state;
    const used = await shop.give(id);
    await use(used);
    const [free] = (await vouchers(id, { state: "free" })).data;
    expect([await state(used), free?.state]).toEqual(["used", "free"]);
    const late = await shop.give(id);
    expect(await state(late)).toBe("given");
    shop.now += 3_600_000;
    expect([await state(late), await state(used)]).toEqual(["expired", "used"]);
    await switchCampaign({ actor: shop.actor, params: { id } }, false);
    expect(await state(late)).toBe("off");
    expect((await vouchers(id, { state: "used" })).data.map(({ code }) => code)).toEqual([used]);
  });

  test("counts the codes a customer could still use: neither used nor expired", async () => {
    const { id } = await create({ validForMs: 3_600_000 });
    await use(await shop.give(id));
    await shop.give(id);
    shop.now += 1_800_000;
    await shop.give(id);
    const open = async () =>
      (await getCampaign({ actor: shop.actor, params: { id } }, shop.clock)).numbers.open;
    expect(await open()).toBe(2);
    shop.now += 1_800_000;
    expect(await open()).toBe(1);
  });

  test("redemptions come newest first with who, what for and why not", async () => {
    const { id } = await create();
    const [customerId] = await shop.customers(1);
    const code = await shop.give(id, { customerId });
    await use(code);
    await use(code, null, shop.now + 1);
    const { data, nextCursor } = await listCampaignRedemptions({
      actor: shop.actor,
      params: { id },
      query: { limit: 50 },
    });
    expect(data).toMatchObject([
      { code, status: "failed", failure: "quantity_exceeded" },
      {
        code,
        status: "succeeded",
        orderId: "order-1",
        orderAmount: 10_000,
        discountAmount: 500,
        customer: { id: customerId, name: "shopper-1" },
      },
    ]);
    expect(nextCursor).toBeNull();
  });
});

describe("making codes for a fixed pool", () => {
  const generate = (id: string, count: number) =>
    generateCodes({ actor: shop.actor, params: { id }, body: { count } }, shop.clock);

  test("S0-26: a few at once", async () => {
    const { id } = await create({ type: "static", codeConfig: { pattern: "TEN-######" } });
    expect(await generate(id, 120)).toMatchObject({ wanted: 120, made: 120, status: "done" });
    expect((await get(id)).numbers).toMatchObject({ codes: 120, free: 120 });
  });

  test("S3-46: 50,000 in the background, all different, with progress, carried on where a dead worker left it", async () => {
    const { id } = await create({ type: "static" });
    const batch = await generate(id, 50_000);
    expect(batch).toMatchObject({ wanted: 50_000, made: 0, status: "running" });
    expect(await refusal(generate(id, 1))).toMatchObject({ code: "conflict" });
    const { rows } = await pool.query(`SELECT task_identifier FROM graphile_worker.jobs WHERE key = $1`, [
      `generate_codes:${batch.id}`,
    ]);
    expect(rows).toEqual([{ task_identifier: "generate_codes" }]);
    // The first worker dies in its third chunk; another does the rest, and a third finds it done.
    let chunks = 0;
    const dying = () => {
      if (++chunks > 2) throw new Error("killed");
      return shop.clock();
    };
    await expect(runJob({ batchId: batch.id }, { pool, clock: dying })).rejects.toThrow("killed");
    expect((await get(id)).batch).toMatchObject({ made: 5_000, status: "running" });
    await runJob({ batchId: batch.id }, { pool, clock: shop.clock });
    await runJob({ batchId: batch.id }, { pool, clock: shop.clock });
    expect(await get(id)).toMatchObject({
      batch: { made: 50_000, status: "done" },
      numbers: { codes: 50_000, free: 50_000 },
    });
    const distinct = await pool.query(
      `SELECT count(DISTINCT code) AS codes FROM voucher WHERE campaign_id = $1`,
      [id],
    );
    expect(distinct.rows[0].codes).toBe(50_000);
  });

  test("a space too small for so many is refused before anything is made", async () => {
    const { id } = await create({ type: "static", codeConfig: { pattern: "T-##" } });
    expect(await refusal(generate(id, 97))).toMatchObject({
      code: "invalid_input",
      paths: ["codeConfig.pattern"],
    });
    expect((await get(id)).batch).toBeNull();
  });

  test("one code for everybody has no pool", async () => {
    const { id } = await create({ type: "standalone", code: "ALL" });
    expect(await refusal(generate(id, 1))).toMatchObject({ code: "conflict" });
  });
});
