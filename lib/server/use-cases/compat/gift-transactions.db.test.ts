import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exportList } from "@/lib/server/jobs/export-list";
import { type CompatServer, compatServer, failureOf } from "@/lib/testing/compat-server";

/** What was put onto gift cards and taken off them, through the vendor's own client. */
let server: CompatServer;
let campaign: { id: string };
const code = "CARD-1";

beforeAll(async () => {
  server = await compatServer();
  campaign = (await server.client.campaigns.create({
    name: "Cards",
    campaign_type: "GIFT_VOUCHERS",
    type: "STATIC",
    vouchers_count: 0,
    voucher: { type: "GIFT_VOUCHER", gift: { amount: 10_000 }, redemption: { quantity: null } },
  } as never)) as never;
  for (const name of [code, "CARD-2"])
    await server.client.campaigns.addCertainVoucher("Cards", name, {} as never);
});
afterAll(() => server.close());

const types = (data: { type: string }[]) => data.map(({ type }) => type);

test("S1-28: every change of a gift card's balance is kept with what was on it then", async () => {
  const { client } = server;
  const body = { amount: 2_500, reason: "sorry" };
  const added = await server.call("POST", `/v1/vouchers/${code}/balance`, body);
  expect(await added.json()).toMatchObject({ amount: 2_500, balance: 12_500 });
  await client.vouchers.balance.create(code, { amount: -500 });
  const redeemed = await client.redemptions.redeemStackable({
    redeemables: [{ object: "voucher", id: code, gift: { credits: 3_000 } }],
    order: { source_id: "o-9", amount: 4_000 },
  } as never);
  const redemption = redeemed.redemptions[0]!.id as string;
  expect((await client.vouchers.get(code)).gift).toMatchObject({ balance: 9_000 });
  await client.redemptions.rollback(redemption, { reason: "returned" } as never);

  const list = await client.vouchers.listTransactions(code, { limit: 10 });
  expect(types(list.data)).toEqual([
    "CREDITS_REFUND",
    "CREDITS_REDEMPTION",
    "CREDITS_REMOVAL",
    "CREDITS_ADDITION",
  ]);
  const [refund, redeeming, removal, addition] = list.data;
  expect(addition).toMatchObject({
    id: expect.stringMatching(/^vtx_[0-9a-f]{32}$/),
    campaign_id: campaign.id,
    source: "API",
    reason: "sorry",
    related_transaction_id: null,
    details: { balance: { amount: 2_500, balance: 12_500, operation_type: "MANUAL", object: "balance" } },
  });
  expect(removal).toMatchObject({ details: { balance: { amount: -500, balance: 12_000 } } });
  expect(redeeming).toMatchObject({
    source: null,
    details: {
      balance: { amount: -3_000, balance: 9_000 },
      order: { source_id: "o-9" },
      redemption: { id: redemption },
    },
  });
  expect(refund).toMatchObject({
    related_transaction_id: redeeming!.id,
    reason: "returned",
    details: {
      balance: { amount: 3_000, balance: 12_000 },
      redemption: { id: redemption },
      rollback: { id: redemption.replace(/^r_/, "rr_") },
    },
  });
  // Its sum is what is on the card.
  const sum = list.data.reduce(
    (total, { details }) => total + ("amount" in details.balance ? details.balance.amount : 0),
    0,
  );
  expect((await client.vouchers.get(code)).gift).toMatchObject({ balance: 10_000 + sum });
});

test("a refused use and a change of nothing leave no transaction", async () => {
  const before = await server.client.vouchers.listTransactions("CARD-2");
  const tooMuch = server.client.redemptions.redeemStackable({
    redeemables: [{ object: "voucher", id: "CARD-2", gift: { credits: 20_000 } }],
    order: { amount: 20_000 },
  } as never);
  expect(await failureOf(tooMuch)).toMatchObject({ key: "gift_amount_exceeded" });
  expect(await failureOf(server.client.vouchers.balance.create("CARD-2", { amount: -10_001 }))).toMatchObject(
    { key: "gift_amount_exceeded" },
  );
  await server.client.vouchers.balance.create("CARD-2", { amount: 0 });
  expect(before.data).toEqual([]);
  expect((await server.client.vouchers.listTransactions("CARD-2")).data).toEqual([]);
});

test("they are read on from one of them, in either order, of a card and of its campaign", async () => {
  const { client } = server;
  const first = await client.vouchers.listTransactions(code, { limit: 3, order: "id" });
  expect(types(first.data)).toEqual(["CREDITS_ADDITION", "CREDITS_REMOVAL", "CREDITS_REDEMPTION"]);
  expect(first).toMatchObject({ has_more: true, more_starting_after: first.data[2]!.id });
  const rest = await client.vouchers.listTransactions(code, {
    order: "id",
    starting_after_id: first.more_starting_after!,
  });
  expect(types(rest.data)).toEqual(["CREDITS_REFUND"]);
  expect(rest.has_more).toBe(false);
  await client.vouchers.balance.create("CARD-2", { amount: 1 });
  const all = await server.call("GET", "/v1/campaigns/Cards/transactions");
  expect(types(((await all.json()) as typeof first).data)).toEqual([
    "CREDITS_ADDITION",
    "CREDITS_REFUND",
    "CREDITS_REDEMPTION",
    "CREDITS_REMOVAL",
    "CREDITS_ADDITION",
  ]);
});

test("they are exported as a file, of a card and of its campaign", async () => {
  const made = await server.client.vouchers.exportTransactions(code, {
    parameters: { order: "created_at", fields: ["type", "amount", "balance", "reason"] },
  });
  const whole = await server.call("POST", "/v1/campaigns/Cards/transactions/export", {});
  expect(made).toMatchObject({
    object: "export",
    status: "SCHEDULED",
    exported_object: "voucher_transactions",
    parameters: { filters: { voucher_id: { conditions: { $in: [expect.stringMatching(/^v_/)] } } } },
  });
  const jobs = await server.pool.query(
    `DELETE FROM graphile_worker._private_jobs WHERE key LIKE 'export_list:%' RETURNING payload`,
  );
  for (const { payload } of jobs.rows)
    await exportList(payload, { pool: server.pool, clock: () => new Date() });
  const rows = async (id: string) => {
    const { result } = (await server.client.exports.get(id)) as unknown as { result: { url: string } };
    const { pathname, search } = new URL(result.url);
    return parse(await (await fetch(`${server.url}${pathname}${search}`)).text(), { columns: true });
  };
  expect(await rows(made.id)).toEqual([
    { type: "CREDITS_ADDITION", amount: "2500", balance: "12500", reason: "sorry" },
    { type: "CREDITS_REMOVAL", amount: "-500", balance: "12000", reason: "" },
    { type: "CREDITS_REDEMPTION", amount: "-3000", balance: "9000", reason: "" },
    { type: "CREDITS_REFUND", amount: "3000", balance: "12000", reason: "returned" },
  ]);
  expect(await rows(((await whole.json()) as { id: string }).id)).toHaveLength(5);
});

test("another workspace sees none of it", async () => {
  const stranger = await server.stranger();
  expect(await failureOf(stranger.vouchers.listTransactions(code))).toMatchObject({ code: 404 });
  expect(await failureOf(stranger.vouchers.exportTransactions(code, {}))).toMatchObject({ code: 404 });
});
