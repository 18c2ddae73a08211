import type pg from "pg";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { readReferences } from "@/lib/server/db/flows/read-references";
import { getCampaign } from "@/lib/server/use-cases/coupons/get-campaign";
import { join, testPerson } from "@/lib/testing/account-fixture";
import { CompatCalls } from "@/lib/testing/compat-calls";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { testDatabase } from "@/lib/testing/database";
import { DeliveryFixture } from "@/lib/testing/delivery-fixture";
import { HttpSink } from "@/lib/testing/providers/http-sink";
import { sendNotice } from "./send-notice";
import { watchPools } from "./watch-pools";

// The provider of these tests is a real server on this machine.
process.env.ALLOW_PRIVATE_ADDRESSES = "1";

let pool: pg.Pool;
let provider: HttpSink;
let shop: CouponFixture;
beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  await pool.query(`UPDATE campaign SET active = false`);
  await pool.query(`DELETE FROM graphile_worker._private_jobs`);
  provider = await new HttpSink().open();
  provider.answer = (_request, response) => void response.writeHead(200).end('{"id":"x"}');
  shop = await new CouponFixture(pool).open();
  const mailer = Object.assign(new DeliveryFixture(pool), { workspaceId: shop.workspaceId });
  const from = { fromAddress: "shop@harbour.example", fromName: "Harbour", baseUrl: provider.url };
  await mailer.connect("email", "resend", from, { apiKey: "re_test", webhookSecret: "" });
});
afterEach(() => provider.close());

const watch = () => watchPools({ pool, clock: shop.clock });

/** Carries out the notices in the queue, as a worker would. @returns to whom each went, with its subject */
async function mails() {
  const { rows } = await pool.query<{ payload: unknown }>(
    `DELETE FROM graphile_worker._private_jobs RETURNING payload`,
  );
  for (const { payload } of rows) await sendNotice(payload, { pool });
  return provider.received
    .splice(0)
    .map(({ body }) => JSON.parse(body) as { to: string | string[]; subject: string; text: string });
}

test("S3-46: a pool that falls below its mark is told to those who run campaigns, once for each fall", async () => {
  const [marketer, viewer] = [await testPerson("Mara"), await testPerson("Vik")];
  await join(shop.workspaceId, marketer, "marketer");
  await join(shop.workspaceId, viewer, "viewer");
  const campaignId = await shop.campaign({ name: "Ten", type: "static" });
  const codes = await shop.codes(campaignId, 20);
  for (let given = 0; given < 18; given++) await shop.give(campaignId);
  expect(await watch()).toBe(0);
  await shop.give(campaignId);
  expect(await watch()).toBe(1);
  expect(await watch()).toBe(0);
  const told = await mails();
  expect(told.map(({ to }) => [to].flat())).toEqual([[marketer.email]]);
  expect(told[0]?.subject).toBe("Few codes are left in “Ten”");
  expect(told[0]?.text).toContain("One code is left of 20");
  await shop.codes(campaignId, 20);
  expect(await watch()).toBe(0);
  for (let given = 0; given < 18; given++) await shop.give(campaignId);
  expect(await watch()).toBe(1);
  expect(codes).toHaveLength(20);
});

test("S3-46: codes that have expired unused are not free, for the campaign's page and for the mark", async () => {
  await join(shop.workspaceId, await testPerson("Moe"), "admin");
  const campaignId = await shop.campaign({ type: "static" });
  await shop.codes(campaignId, 20);
  await pool.query(`UPDATE voucher SET expires_at = $2 WHERE campaign_id = $1`, [
    campaignId,
    new Date(shop.now + 60_000),
  ]);
  const free = async () =>
    (await getCampaign({ actor: shop.actor, params: { id: campaignId } }, shop.clock)).numbers.free;
  expect([await free(), await watch()]).toEqual([20, 0]);
  shop.now += 60_000;
  expect([await free(), await watch()]).toEqual([0, 1]);
});

test("S3-46: codes that were used without having been given are not free, until they are taken back", async () => {
  await join(shop.workspaceId, await testPerson("Una"), "admin");
  const campaignId = await shop.campaign({ type: "static" });
  const api = new CompatCalls(shop);
  const free = async () =>
    (await getCampaign({ actor: shop.actor, params: { id: campaignId } }, shop.clock)).numbers.free;
  const review = async () =>
    (await readReferences(pool, shop.workspaceId)).campaigns.find(({ id }) => id === campaignId)?.left;
  const codes = await shop.codes(campaignId, 20);
  const done = [];
  for (const code of codes.slice(0, 18)) done.push(await api.redeem(code));
  expect([await free(), await review(), await watch()]).toEqual([2, 2, 0]);
  done.push(await api.redeem(codes[18]!));
  expect([await free(), await review(), await watch()]).toEqual([1, 1, 1]);
  // One that is switched off beside its use is no code less than before.
  await pool.query(`UPDATE voucher SET active = false WHERE code = $1`, [codes[0]]);
  expect(await free()).toBe(1);
  for (const { body } of done.slice(-2)) await api.rollback(body.redemptions[0]!.id);
  expect([await free(), await review(), await watch()]).toEqual([3, 3, 0]);
  // Whoever was given one and used it is counted once.
  await api.redeem(await shop.give(campaignId));
  expect([await free(), await review()]).toEqual([2, 2]);
});
