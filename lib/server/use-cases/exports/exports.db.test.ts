import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cleanUp } from "@/lib/server/jobs/clean-up";
import { exportList } from "@/lib/server/jobs/export-list";
import { type CompatServer, compatServer, failureOf } from "@/lib/testing/compat-server";
import { deleteExport } from "./delete-export";
import { scheduleExport } from "./schedule-export";

/** Exports asked for by the vendor's own client, made by the job that the request queued, and downloaded from the address they show. */
let server: CompatServer;

beforeAll(async () => {
  server = await compatServer();
  const { client } = server;
  for (const [index, code] of ["GIFT-9", "=SUM(A1)", "B-2"]
    .map((name) => name.replace(/[=()]/g, "-"))
    .entries()) {
    await client.vouchers.create({
      code,
      type: "DISCOUNT_VOUCHER",
      discount: { type: "PERCENT", percent_off: 5 + index },
      metadata: { note: index === 1 ? "=cmd()" : "plain" },
    } as never);
  }
  await client.customers.create({
    source_id: "+4915112345678",
    name: "=HYPERLINK(1) Ann",
    email: "ann@shop.example",
  });
  await client.redemptions.redeemStackable({
    redeemables: [{ object: "voucher", id: "B-2" }],
    customer: { source_id: "+4915112345678" },
    order: { source_id: "o-1", amount: 2_000 },
  });
  await client.distributions.publications.create({
    voucher: "GIFT-9",
    customer: { source_id: "+4915112345678" },
    channel: "@web",
  } as never);
});
afterAll(() => server.close());

const clock = () => new Date();
type Made = { id: string; status: string; result: { url: string } | null };
const create = (exported_object: string, parameters?: object) =>
  server.client.exports.create({ exported_object, parameters } as never) as unknown as Promise<Made>;
const show = (id: string) => server.client.exports.get(id) as unknown as Promise<Made>;
/** Runs what the request put into the queue, with the very payload it has there. */
async function work(options: { mostCharacters?: number } = {}) {
  const { rows } = await server.pool.query(
    `DELETE FROM graphile_worker._private_jobs WHERE key LIKE 'export_list:%' RETURNING payload`,
  );
  for (const { payload } of rows) await exportList(payload, { pool: server.pool, clock, ...options });
  return rows.length;
}
/** The shown address is the product's own; here it is served elsewhere. */
const download = async (url: string) => {
  const { pathname, search } = new URL(url);
  return await fetch(`${server.url}${pathname}${search}`);
};
async function rowsOf(exported_object: string, parameters?: object): Promise<Record<string, string>[]> {
  const { id } = await create(exported_object, parameters);
  expect(await work()).toBe(1);
  const done = await show(id);
  expect(done.status).toBe("DONE");
  const file = await download(done.result?.url ?? "");
  expect(file.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  return parse(await file.text(), { columns: true });
}
const told = async (name: string) =>
  (
    await server.pool.query(
      `SELECT properties FROM event WHERE workspace_id = $1 AND name = $2 ORDER BY id DESC`,
      [server.shop.workspaceId, name],
    )
  ).rows.map(({ properties }) => properties as Record<string, unknown>);

test("an export is scheduled, made in the background, and told of at each of its moments", async () => {
  const made = await create("voucher", {
    fields: ["code", "value", "metadata"],
    filters: { code: { conditions: { $contains: ["-"] } } },
    order: "code",
  });
  expect(made).toMatchObject({
    id: expect.stringMatching(/^exp_[0-9a-f]{32}$/),
    object: "export",
    status: "SCHEDULED",
    channel: "API",
    exported_object: "voucher",
    result: null,
  });
  expect(await told("export.scheduled")).toMatchObject([{ object: "voucher" }]);
  await work();
  const { result } = await show(made.id);
  const rows: Record<string, string>[] = parse(await (await download(result?.url ?? "")).text(), {
    columns: true,
  });
  expect(rows.map(({ code, value }) => [code, value])).toEqual([
    ["'-SUM-A1-", "6"],
    ["B-2", "7"],
    ["GIFT-9", "5"],
  ]);
  expect(await told("export.done")).toMatchObject([{ object: "voucher", rows: 3 }]);
  expect(await server.client.exports.list({ order: "-created_at" })).toMatchObject({
    data_ref: "exports",
    total: 1,
    exports: [{ id: made.id, status: "DONE" }],
  });
  await server.client.exports.delete(made.id);
  expect(await told("export.deleted")).toHaveLength(1);
  expect((await download(result?.url ?? "")).status).toBe(404);
  expect(await failureOf(show(made.id))).toMatchObject({
    code: 404,
    key: "not_found",
    resource_type: "export",
  });
});

test("every kind can be exported, and no cell starts a formula", async () => {
  const [customer] = await rowsOf("customer");
  expect(customer).toMatchObject({
    source_id: "'+4915112345678",
    name: "'=HYPERLINK(1) Ann",
    email: "ann@shop.example",
  });
  const [publication] = await rowsOf("publication");
  expect(publication).toMatchObject({
    voucher_code: "GIFT-9",
    channel: "'@web",
    customer_source_id: "'+4915112345678",
  });
  const [redemption] = await rowsOf("redemption", {
    fields: ["voucher_code", "result", "order_amount", "customer_id"],
  });
  expect(redemption).toMatchObject({ voucher_code: "B-2", result: "SUCCESS", order_amount: "2000" });
  expect(redemption?.customer_id).toMatch(/^cust_/);
  expect(await rowsOf("order")).toMatchObject([{ source_id: "o-1", amount: "2000", discount_amount: "140" }]);
  const notes = await rowsOf("voucher", { fields: ["metadata.note"], order: "code" });
  expect(notes.map((row) => row["metadata.note"])).toContain("'=cmd()");
});

test("an export that grows too long fails, says why, and leaves no file", async () => {
  const { id } = await create("voucher");
  await work({ mostCharacters: 100 });
  expect(await show(id)).toMatchObject({
    status: "ERROR",
    result: { error: { message: expect.stringContaining("Narrow it by a filter") } },
  });
  expect(await told("export.failed")).toMatchObject([{ object: "voucher", failure: expect.any(String) }]);
  const { rows } = await server.pool.query(
    `SELECT count(*)::int AS parts FROM export_part WHERE export_id::text = $1`,
    [id.replace(/^exp_(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")],
  );
  expect(rows[0].parts).toBe(0);
});

test("an export that the database cannot read fails at once, and is not tried for ever", async () => {
  const { shop, pool } = server;
  const campaign = await shop.campaign({ name: "Odd", discount: { type: "percent", percentOff: "five" } });
  await pool.query(
    `INSERT INTO voucher (shard, id, workspace_id, campaign_id, code, created_at) VALUES (1, gen_random_uuid(), $1, $2, 'ODD', now())`,
    [shop.workspaceId, campaign],
  );
  const { id } = await create("voucher", {
    fields: ["code", "value"],
    filters: { campaign: { conditions: { $is: "Odd" } } },
  });
  await work();
  expect(await show(id)).toMatchObject({
    status: "ERROR",
    result: { error: { message: expect.any(String) } },
  });
  await pool.query(`DELETE FROM voucher WHERE code = 'ODD'`);
});

test("what cannot be made is refused when it is asked for", async () => {
  for (const [object, parameters, details] of [
    ["voucher", { fields: ["shoe_size"] }, "there is no field shoe_size"],
    ["voucher", { filters: { code: { conditions: { $more_than: 1 } } } }, "neither a number nor a moment"],
    ["voucher", { order: "1; DROP TABLE export" }, "there is no field"],
    ["points_expiration", {}, "exported_object is one of"],
  ] as const)
    expect(await failureOf(create(object, parameters))).toMatchObject({
      code: 400,
      key: "invalid_payload",
      details: expect.stringContaining(details),
    });
  expect(await work()).toBe(0);
});

test("a file is read by its address alone: a made-up one, another export's and another workspace's lead nowhere", async () => {
  const { id } = await create("customer");
  await work();
  const url = new URL((await show(id)).result?.url ?? "");
  const other = (await create("order")).id;
  await work();
  expect((await download(`${url.origin}${url.pathname}?token=${"a".repeat(43)}`)).status).toBe(404);
  expect((await download(url.href.replace(id, other))).status).toBe(404);
  expect((await download(`${url.origin}${url.pathname}`)).status).toBe(404);
  const stranger = await server.stranger();
  expect(await failureOf(stranger.distributions.exports.get(id))).toMatchObject({ code: 404 });
  expect(await failureOf(stranger.distributions.exports.delete(id))).toMatchObject({ code: 404 });
  expect(await stranger.distributions.exports.list()).toMatchObject({ total: 0 });
  const reader = server.clientWith(await server.keyOf("read"));
  expect(
    await failureOf(reader.distributions.exports.create({ exported_object: "order" } as never)),
  ).toMatchObject({
    code: 403,
    key: "forbidden",
  });
  expect((await reader.distributions.exports.get(id)).status).toBe("DONE");
});

test("20,000 rows come in several parts as one file; one deleted while it is made is gone", async () => {
  const { shop, pool } = server;
  const campaign = await shop.campaign({ type: "static", name: "Many" });
  await pool.query(
    `INSERT INTO voucher (shard, id, workspace_id, campaign_id, code, created_at)
     SELECT 1, gen_random_uuid(), $1, $2, 'MANY-' || n || repeat('x', 40), now() FROM generate_series(1, 20000) n`,
    [shop.workspaceId, campaign],
  );
  const filters = { campaign: { conditions: { $is: "Many" } } };
  const rows = await rowsOf("voucher", { filters, fields: ["code", "campaign", "created_at"] });
  expect(new Set(rows.map(({ code }) => code)).size).toBe(20_000);
  const parts = await pool.query(`SELECT max(number) AS last FROM export_part`);
  expect(parts.rows[0].last).toBeGreaterThan(0);
  const made = await scheduleExport({ actor: shop.actor, body: { object: "voucher", filters } });
  await deleteExport({ actor: shop.actor, params: { id: made.id } });
  await work();
  expect((await pool.query(`SELECT 1 FROM export_part WHERE export_id = $1`, [made.id])).rowCount).toBe(0);
});

test("files are kept for a week", async () => {
  const { pool, shop } = server;
  await cleanUp({ pool, clock: () => new Date(Date.now() + 6 * 86_400_000) });
  expect((await server.client.exports.list()).total).toBeGreaterThan(0);
  await cleanUp({ pool, clock: () => new Date(Date.now() + 8 * 86_400_000) });
  expect((await server.client.exports.list()).total).toBe(0);
  const left = await pool.query(`SELECT 1 FROM export_part`);
  expect([left.rowCount, shop.workspaceId.length]).toEqual([0, 36]);
});
