import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CompatServer, compatServer, failureOf } from "@/lib/testing/compat-server";

/** Lists and files taken in through the vendor's own client, which sends a file as a form. */
let server: CompatServer;
const folder = mkdtempSync(path.join(tmpdir(), "imports-"));
beforeAll(async () => {
  server = await compatServer();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server.close();
});

let files = 0;
function fileOf(text: string | Buffer): string {
  const file = path.join(folder, `file-${++files}.csv`);
  writeFileSync(file, text);
  return file;
}
type Asked = { async_action_id: string };
type Action = {
  status: string;
  operation_status: string;
  result: { done_count: number; failed_count: number; failed: { line?: number; message: string }[] };
};
const outcome = async (asked: Promise<unknown>) =>
  (await server.client.asyncActions.get(((await asked) as Asked).async_action_id)) as unknown as Action;

test("codes are added to a campaign from a list and from a file, with terms and metadata of their own", async () => {
  const { client, shop } = server;
  await shop.campaign({ name: "Pool", type: "static" });
  const list = [
    { code: "J-1", redemption: { quantity: 3 }, metadata: { size: "XL" }, active: false },
    { code: "J-2", expiration_date: "2030-01-01T00:00:00Z" },
  ];
  expect(await outcome(client.campaigns.importVouchers("Pool", list as never))).toMatchObject({
    status: "DONE",
    operation_status: "SUCCESS",
    result: { done_count: 2, failed_count: 0, failed: [] },
  });
  expect(await client.vouchers.get("J-1")).toMatchObject({
    campaign: "Pool",
    active: false,
    metadata: { size: "XL" },
    redemption: { quantity: 3 },
  });
  expect(await client.vouchers.get("J-2")).toMatchObject({ expiration_date: "2030-01-01T00:00:00.000Z" });
  const file = fileOf("\uFEFFCode;Redemption Limit;metadata.size\r\nC-1;2;S\r\nC-2;;M\r\n");
  expect(await outcome(client.campaigns.importVouchersCSV("Pool", file))).toMatchObject({
    status: "DONE",
    result: { done_count: 2 },
  });
  expect(await client.vouchers.get("C-1")).toMatchObject({
    metadata: { size: "S" },
    redemption: { quantity: 2 },
  });
});

test("a list or file of codes with anything wrong is refused whole, line by line", async () => {
  const { client } = server;
  const list = [{ code: "K-1" }, { code: "C-1" }, { code: "no code" }, { code: "K-1" }];
  expect(await outcome(client.campaigns.importVouchers("Pool", list as never))).toMatchObject({
    status: "FAILED",
    operation_status: "FAILED",
    result: { done_count: 0, failed_count: 3, failed: [{ line: 2 }, { line: 3 }, { line: 4 }] },
  });
  expect(await failureOf(client.vouchers.get("K-1"))).toMatchObject({ code: 404 });
  for (const [text, line, message] of [
    ["coupon code,x\nA\n", 1, "No column is called"],
    ["code,shoe\nA,1\n", 1, 'The column "shoe" is unknown'],
    ["code\nA-1\nbad code\n", 3, "A code is"],
    ["code\nA-1\nA-1\n", 3, "exists already"],
    [`code\n${"A".repeat(20_000)}\n`, 2, "longer than"],
  ] as const) {
    const { status, result } = await outcome(client.campaigns.importVouchersCSV("Pool", fileOf(text)));
    expect([status, result.done_count, result.failed[0]?.line]).toEqual(["FAILED", 0, line]);
    expect(result.failed[0]?.message).toContain(message);
  }
  expect(await failureOf(client.vouchers.get("A-1"))).toMatchObject({ code: 404 });
});

test("codes of their own are made from a list and from a file: all, or none", async () => {
  const { client } = server;
  const good = [
    { code: "OWN-1", type: "DISCOUNT_VOUCHER", discount: { type: "PERCENT", percent_off: 10 } },
    { code: "OWN-2", type: "GIFT_VOUCHER", gift: { amount: 500 } },
  ];
  expect(await outcome(client.vouchers.import(good as never))).toMatchObject({
    status: "DONE",
    result: { done_count: 2 },
  });
  expect(await client.vouchers.get("OWN-2")).toMatchObject({ campaign: null, gift: { balance: 500 } });
  const bad = [{ ...good[0], code: "OWN-3" }, good[0], { code: "OWN-4", type: "DISCOUNT_VOUCHER" }];
  expect(await outcome(client.vouchers.import(bad as never))).toMatchObject({
    status: "FAILED",
    result: { done_count: 0, failed_count: 2, failed: [{ line: 2 }, { line: 3 }] },
  });
  expect(await failureOf(client.vouchers.get("OWN-3"))).toMatchObject({ code: 404 });
  const file = fileOf(
    "Code,Voucher Type,Discount Type,Value,Expiration Date,Redemption Limit,metadata.from\nOWN-5,,AMOUNT,250,2030-01-01T00:00:00Z,4,csv\nOWN-6,GIFT_VOUCHER,,900,,,\n",
  );
  expect(await outcome(client.vouchers.importCSV(file))).toMatchObject({
    status: "DONE",
    result: { done_count: 2 },
  });
  expect(await client.vouchers.get("OWN-5")).toMatchObject({
    discount: { type: "AMOUNT", amount_off: 250 },
    redemption: { quantity: 4 },
    metadata: { from: "csv" },
  });
  const broken = fileOf("code,discount_type,value\nOWN-7,PERCENT,5\nOWN-8,PERCENT,500\n");
  expect(await outcome(client.vouchers.importCSV(broken))).toMatchObject({
    status: "FAILED",
    result: { failed: [{ line: 3 }] },
  });
  expect(await failureOf(client.vouchers.get("OWN-7"))).toMatchObject({ code: 404 });
});

test("customers and products are taken in from files, once however often; a bad line refuses the file", async () => {
  const { client, pool, shop } = server;
  const people =
    "Name,Source_id,Email,City,metadata.tier\nAnn Ash,p-1,ann@shop.example,Lviv,gold\n'=Bob,p-2,,,\n";
  for (let again = 0; again < 2; again++)
    expect(await outcome(client.customers.importCSV(fileOf(people)))).toMatchObject({
      status: "DONE",
      result: { done_count: 2 },
    });
  expect(await client.customers.get("p-1")).toMatchObject({
    name: "Ann Ash",
    address: { city: "Lviv" },
    metadata: { tier: "gold" },
  });
  expect(await client.customers.get("p-2")).toMatchObject({ name: "=Bob" });
  const count = async () =>
    (await pool.query(`SELECT count(*)::int AS n FROM customer WHERE workspace_id = $1`, [shop.workspaceId]))
      .rows[0].n;
  const before = await count();
  const bad = "source_id,email\np-3,c@shop.example\np-4,nobody\n,\n";
  expect(await outcome(client.customers.importCSV(fileOf(bad)))).toMatchObject({
    status: "FAILED",
    result: { failed_count: 2, failed: [{ line: 3 }, { line: 4 }] },
  });
  expect(await count()).toBe(before);
  const utf16 = Buffer.from(
    "\uFEFFname\tsource_id\tprice\tattributes\r\nHemd\u00e4\ts-1\t1900\tsize|colour\r\n",
    "utf16le",
  );
  expect(await outcome(client.products.importCSV(fileOf(utf16)))).toMatchObject({
    status: "DONE",
    result: { done_count: 1 },
  });
  expect(await client.products.get("s-1")).toMatchObject({
    name: "Hemd\u00e4",
    price: 1_900,
    attributes: ["size", "colour"],
  });
  const twice = "name,source_id,price\nA,s-2,1\nB,s-2,2\nC,s-3,cheap\n";
  expect(await outcome(client.products.importCSV(fileOf(twice)))).toMatchObject({
    status: "FAILED",
    result: { failed: [{ line: 3, message: "Line 2 has the same." }, { line: 4 }] },
  });
  expect(await failureOf(client.products.get("s-2"))).toMatchObject({ code: 404 });
});

test("many codes, customers and products are changed at once; what is refused holds up no other", async () => {
  const { client } = server;
  expect(
    await outcome(
      client.vouchers.bulkUpdate([
        { code: "C-1", active: false },
        { code: "NONE", active: false },
      ] as never),
    ),
  ).toMatchObject({ status: "DONE", result: { done_count: 1, failed_count: 1, failed: [{ code: "NONE" }] } });
  expect(await client.vouchers.get("C-1")).toMatchObject({ active: false });
  await client.vouchers.bulkUpdateMetadata({
    codes: ["C-1", "C-2"],
    metadata: { season: "summer" },
  } as never);
  expect((await client.vouchers.get("C-2")).metadata).toMatchObject({ size: "M", season: "summer" });
  await client.customers.updateInBulk([
    { source_id: "p-1", name: "Ann Oak" },
    { source_id: "p-9", name: "New" },
  ] as never);
  expect(await client.customers.get("p-1")).toMatchObject({ name: "Ann Oak" });
  await client.customers.updateMetadataInBulk({
    source_ids: ["p-1", "p-9"],
    metadata: { vip: true },
  } as never);
  expect(await client.customers.get("p-9")).toMatchObject({ name: "New", metadata: { vip: true } });
  expect(
    await outcome(
      client.products.bulkUpdate([
        { source_id: "s-1", price: 5 },
        { source_id: "s-none", price: 5 },
      ] as never),
    ),
  ).toMatchObject({ result: { done_count: 1, failed_count: 1 } });
  await client.products.bulkUpdateMetadata({ source_ids: ["s-1"], metadata: { new: true } } as never);
  expect(await client.products.get("s-1")).toMatchObject({ price: 5, metadata: { new: true } });
});

test("orders are taken in from a list, each by its source_id", async () => {
  const { client } = server;
  const orders = [
    { source_id: "i-1", amount: 1_000, status: "PAID", customer: { source_id: "p-1" } },
    { source_id: "i-2", amount: 500, currency: "USD" },
    { source_id: "i-1", amount: 1_200 },
  ];
  const { result } = await outcome(client.orders.import(orders as never));
  expect(result.done_count + result.failed_count).toBe(3);
  expect(await client.orders.get("i-1")).toMatchObject({ amount: 1_200, status: "PAID" });
  expect((await client.orders.list()).total).toBe(2);
});

test("what is too large, no form, or not allowed is refused before it is read", async () => {
  const { call } = server;
  const form = new FormData();
  form.append("note", "no file");
  const answer = await call("POST", "/v1/campaigns/Pool/importCSV", form);
  expect([answer.status, await answer.json()]).toMatchObject([
    400,
    { key: "invalid_payload", details: expect.stringContaining("no file") },
  ]);
  const reader = await server.keyOf("read");
  expect((await call("POST", "/v1/customers/importCSV", form, reader)).status).toBe(403);
  const stranger = await server.stranger();
  expect(await failureOf(stranger.campaigns.importVouchersCSV("Pool", fileOf("code\nZ-1\n")))).toMatchObject({
    code: 404,
  });
});
