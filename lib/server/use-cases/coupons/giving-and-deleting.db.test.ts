import { randomBytes } from "node:crypto";
import type pg from "pg";
import { beforeEach, describe, expect, test } from "vitest";
import {
  compatAddVoucher,
  compatAddVouchers,
  compatCreateVoucherCode,
  compatUpdateVoucher,
} from "@/lib/contracts/compat-campaigns";
import { assignVoucher } from "@/lib/server/db/coupons/assign-voucher";
import { issueVouchers } from "@/lib/server/db/coupons/issue-vouchers";
import { findIssuableCampaign } from "@/lib/server/db/coupons/load-issuable-campaigns";
import { mayGive, resumeForgotten } from "@/lib/server/db/coupons/pause-giving";
import { readVoucher } from "@/lib/server/db/coupons/read-voucher";
import { takeImportTurn } from "@/lib/server/db/coupons/take-import-turn";
import { writePublications } from "@/lib/server/db/coupons/write-publications";
import { addVoucher } from "@/lib/server/use-cases/compat/add-voucher";
import { addVouchers } from "@/lib/server/use-cases/compat/add-vouchers";
import { createVoucher } from "@/lib/server/use-cases/compat/create-voucher";
import { deleteVoucher } from "@/lib/server/use-cases/compat/delete-voucher";
import { updateVoucher } from "@/lib/server/use-cases/compat/update-voucher";
import type { CompatCalls } from "@/lib/testing/compat-calls";
import type { CouponFixture } from "@/lib/testing/coupon-fixture";
import { openShops } from "@/lib/testing/open-shops";
import { refusal } from "@/lib/testing/refusal";
import { importCodes } from "./import-codes";
import { removeCampaign } from "./remove-campaign";
import { updateCampaign } from "./update-campaign";

let pool: pg.Pool;
let shop: CouponFixture;
let api: CompatCalls;
let giver: pg.PoolClient;

openShops(
  (opened) => {
    ({ pool, shop, api } = opened);
  },
  { connections: 16 },
);
beforeEach(async () => {
  giver = await pool.connect();
  return async () => {
    await giver.query("ROLLBACK");
    giver.release();
  };
});

const settled = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string }) => error.code,
  );
const remove = (id: string, mostMs?: number) => settled(removeCampaign(shop.actor, id, shop.clock, mostMs));
const change = (id: string) =>
  settled(
    updateCampaign(
      { actor: shop.actor, params: { id }, body: { discount: { type: "percent", percentOff: 50 } as never } },
      shop.clock,
    ),
  );
const give = (id: string) => issueVouchers(giver, [shop.request(id)], { now: shop.now, random: randomBytes });
const row = async (id: string) =>
  (
    await pool.query(
      `SELECT discount->>'percentOff' AS off, giving_paused_at AS paused FROM campaign WHERE id = $1`,
      [id],
    )
  ).rows[0];
const rests = (id: string) => expect.poll(async () => (await row(id))?.paused ?? null).not.toBeNull();
const leftOf = async (id: string) =>
  (
    await pool.query(
      `SELECT id FROM voucher WHERE campaign_id = $1 UNION ALL SELECT id FROM publication WHERE campaign_id = $1`,
      [id],
    )
  ).rows;

describe.each([
  ["deleting a campaign", (id: string) => remove(id)],
  ["changing its discount", (id: string) => change(id)],
])("S0-38: %s", (what, act) => {
  test("waits for a code that is being given, and is refused then", async () => {
    const id = await shop.campaign();
    await giver.query("BEGIN");
    await give(id);
    const acting = act(id);
    await rests(id);
    await giver.query("COMMIT");
    expect(await acting).toBe("conflict");
    expect(await row(id)).toEqual({ off: "5", paused: null });
  });

  test("waits for who has read the campaign and will only then give", async () => {
    const id = await shop.campaign();
    await giver.query("BEGIN");
    const terms = await findIssuableCampaign(giver, shop.workspaceId, { id, name: null });
    const acting = act(id);
    await rests(id);
    const campaigns = new Map([[id, terms!]]);
    await issueVouchers(giver, [shop.request(id)], { now: shop.now, random: randomBytes, campaigns });
    await giver.query("COMMIT");
    expect(await acting).toBe("conflict");
  });

  test("goes on where the gift came to nothing, and nobody else gives meanwhile", async () => {
    const id = await shop.campaign({ name: "Going" });
    const [code = ""] = await shop.codes(id, 1);
    const publish = (asked: object) => api.publish({ ...asked, customer: { source_id: "one" } });
    await giver.query("BEGIN");
    await give(id);
    const acting = act(id);
    await rests(id);
    // A program that is told so tries again.
    const refused = {
      code: "unavailable",
      message: expect.stringContaining("changed or deleted at this moment"),
    };
    for (const asked of [{ campaign: { name: "Going" } }, { voucher: code }])
      expect(await refusal(publish(asked))).toMatchObject(refused);
    expect(await shop.issue([shop.request(id)])).toMatchObject([{ kind: "not_eligible" }]);
    await giver.query("ROLLBACK");
    expect(await acting).toBe("done");
    if (what === "deleting a campaign") expect(await leftOf(id)).toEqual([]);
    else expect(await publish({ campaign: { name: "Going" } })).toMatchObject({ status: 200 });
  });

  test("is one at a time", async () => {
    const id = await shop.campaign();
    await giver.query("BEGIN");
    await give(id);
    const acting = act(id);
    await rests(id);
    expect(await act(id)).toBe("conflict");
    await giver.query("ROLLBACK");
    expect(await acting).toBe("done");
  });
});

test("S3-49: a file of codes is refused by a campaign that is being deleted, and leaves no code without one", async () => {
  const id = await shop.campaign({ type: "static" });
  await shop.codes(id, 1);
  await giver.query("BEGIN");
  await give(id);
  const removing = remove(id);
  await rests(id);
  const upload = new Request("http://shop.example/", {
    method: "POST",
    body: "code,email\nLATE,ann@shop.example\n",
  });
  const file = { actor: shop.actor, params: { id }, query: {}, request: upload };
  expect(await refusal(importCodes(file, shop.clock))).toMatchObject({
    code: "unavailable",
    message: "The campaign is being changed or deleted at this moment. Try again in a moment.",
  });
  await giver.query("ROLLBACK");
  expect(await removing).toBe("done");
  expect(await leftOf(id)).toEqual([]);
});

test("S0-38: a file of codes that takes long is waited for by who deletes its own campaign, and by nobody else", async () => {
  const [own, deleted, changed] = [
    await shop.campaign({ type: "static" }),
    await shop.campaign(),
    await shop.campaign(),
  ];
  await giver.query("BEGIN");
  expect(await takeImportTurn(giver, shop.workspaceId, own)).toBe(true);
  expect(await mayGive(giver, own)).toBe(true);
  expect(await remove(own, 40)).toBe("unavailable");
  expect([await remove(deleted, 0), await change(changed)]).toEqual(["done", "done"]);
  await giver.query("ROLLBACK");
  expect(await remove(own)).toBe("done");
});

test.each([
  ["a certain code", "LATE"],
  ["a code that is drawn", null],
])("S0-38: %s is not added to a campaign that is being deleted", async (_what, code) => {
  const id = await shop.campaign({ type: "static", name: "Late" });
  await shop.codes(id, 1);
  const request = new Request("http://shop.example/v1/campaigns", { method: "POST" });
  const call = { actor: shop.actor, request, requestId: "v-test", query: { vouchers_count: 1 } };
  const add = () =>
    code === null
      ? addVouchers({ ...call, params: { id: "Late" }, body: compatAddVouchers.body!.parse({}) }, shop.clock)
      : addVoucher(
          { ...call, params: { id: "Late", code }, body: compatAddVoucher.body!.parse({}) },
          shop.clock,
        );
  await giver.query("BEGIN");
  await give(id);
  const removing = remove(id);
  await rests(id);
  expect(await refusal(add())).toMatchObject({ code: "unavailable" });
  await giver.query("ROLLBACK");
  expect(await removing).toBe("done");
  expect(await leftOf(id)).toEqual([]);
});

test("S0-38: a code that is being used when its campaign is deleted keeps it", async () => {
  const id = await shop.campaign({ type: "static" });
  await shop.codes(id, 1);
  await giver.query("BEGIN");
  await giver.query(`UPDATE voucher SET redeemed_quantity = 1 WHERE campaign_id = $1`, [id]);
  const removing = remove(id);
  await expect
    .poll(async () => (await pool.query(`SELECT FROM pg_locks WHERE NOT granted`)).rowCount)
    .toBe(1);
  await giver.query("COMMIT");
  expect(await removing).toBe("conflict");
  expect(await leftOf(id)).toHaveLength(1);
  expect(await row(id)).toMatchObject({ paused: null });
});

test("who gives for too long is not waited for, and nothing is changed", async () => {
  const id = await shop.campaign();
  await giver.query("BEGIN");
  await give(id);
  expect(await remove(id, 40)).toBe("unavailable");
  await giver.query("ROLLBACK");
  expect(await shop.give(id)).toBeTruthy();
});

test("a rest that a dead process left behind ends, one that somebody needs does not", async () => {
  const [id, needed] = [await shop.campaign(), await shop.campaign()];
  const since = new Date(shop.now - 61_000);
  await pool.query(`UPDATE campaign SET giving_paused_at = $2 WHERE id = ANY ($1)`, [[id, needed], since]);
  await giver.query("BEGIN");
  await giver.query(`SELECT FROM campaign WHERE id = $1 FOR NO KEY UPDATE`, [needed]);
  await resumeForgotten(pool, shop.clock());
  expect([(await row(id)).paused, (await row(needed)).paused]).toEqual([null, since]);
});

describe("a code of its own that is being given", () => {
  const call = () => ({
    actor: shop.actor,
    request: new Request("http://shop.example/v1/vouchers/OWN"),
    requestId: "v-test",
    params: { code: "OWN" },
    query: {},
  });
  const worth = (percent_off: number) => ({ discount: { type: "PERCENT", percent_off } });

  test.each([
    [
      "stays worth what it is",
      () => updateVoucher({ ...call(), body: compatUpdateVoucher.body!.parse(worth(50)) }, shop.clock),
    ],
    ["is not deleted", () => deleteVoucher({ ...call(), body: {} }, shop.clock)],
  ])("S0-38: %s", async (_what, act) => {
    const body = compatCreateVoucherCode.body!.parse({ type: "DISCOUNT_VOUCHER", ...worth(10) });
    await createVoucher({ ...call(), body }, shop.clock);
    const [customerId = ""] = await shop.customers(1);
    await giver.query("BEGIN");
    const voucher = await readVoucher(giver, shop.workspaceId, "OWN");
    expect(await assignVoucher(giver, voucher!, customerId, shop.now)).toBe(true);
    const request = shop.request(voucher!.campaign.id, { customerId });
    const code = { shard: voucher!.shard, id: voucher!.id, code: "OWN", expiresAt: null, shared: false };
    await writePublications(giver, new Map([[request, code]]), { now: shop.now, random: randomBytes });
    const acting = settled(act());
    await rests(voucher!.campaign.id);
    await giver.query("COMMIT");
    expect(await acting).toBe("conflict");
    expect(await row(voucher!.campaign.id)).toEqual({ off: "10", paused: null });
  });
});
