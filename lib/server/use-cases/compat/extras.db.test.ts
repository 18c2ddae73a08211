import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildSegment } from "@/lib/server/jobs/build-segment";
import { type CompatServer, compatServer, failureOf } from "@/lib/testing/compat-server";

/** Segments, what is known of a customer, SKUs, bindings and publications, through the vendor's own client where it has a call for them. */
let server: CompatServer;
let ann: string;
beforeAll(async () => {
  server = await compatServer();
  const { client } = server;
  const made = await client.customers.create({
    source_id: "ann",
    email: "ann@shop.example",
    metadata: { club_level: "Gold", visits: 7 },
    address: { country: "Poland" },
  } as never);
  ann = (made as { id: string }).id;
  await client.customers.create({
    source_id: "ben",
    metadata: { club_level: "Silver" },
    address: { country: "Poland" },
  } as never);
});
afterAll(() => server.close());
const json = async (answer: Promise<Response>) => (await (await answer).json()) as Record<string, unknown>;

describe("segments", () => {
  test("a static one holds whom it names, is listed, and goes", async () => {
    const { client, call } = server;
    const made = await client.segments.create({ name: "VIPs", type: "static", customers: [ann] });
    expect(made).toMatchObject({ id: expect.stringMatching(/^seg_/), type: "static", object: "segment" });
    expect(await client.segments.get(made.id)).toMatchObject({ name: "VIPs", initial_sync_status: "DONE" });
    expect(await client.segments.list("ann")).toMatchObject({
      data_ref: "data",
      total: 1,
      data: [{ id: made.id, name: "VIPs", object: "segment" }],
    });
    expect(await json(call("GET", "/v1/segments"))).toMatchObject({ total: 1, data: [{ name: "VIPs" }] });
    expect(await failureOf(client.segments.create({ name: "VIPs", type: "static" }))).toMatchObject({
      code: 409,
      key: "duplicate_found",
    });
    await client.segments.delete(made.id);
    expect(await failureOf(client.segments.get(made.id))).toMatchObject({
      code: 404,
      resource_type: "segment",
    });
  });

  test("one with a filter follows it, and shows it as it was written", async () => {
    const { client, pool } = server;
    const filter = {
      junction: "and",
      "address.country": { conditions: { $is: ["Poland"] } },
      "metadata.club_level": { conditions: { $in: ["Gold"] } },
      "metadata.visits": { conditions: { $more_than: 5 } },
      "event.cart_abandoned": { conditions: { $count: { $less_than: 3 } } },
    };
    const made = await client.segments.create({ name: "Golden Poles", type: "auto-update", filter } as never);
    expect(made).toMatchObject({ type: "auto-update", initial_sync_status: "IN_PROGRESS" });
    const { rows } = await pool.query(
      `DELETE FROM graphile_worker._private_jobs WHERE key LIKE '%segment%' RETURNING payload`,
    );
    for (const { payload } of rows) await buildSegment(payload, { pool, clock: () => new Date() });
    expect(await client.segments.get(made.id)).toMatchObject({
      initial_sync_status: "DONE",
      filter: {
        ...filter,
        "address.country": { conditions: { $in: ["Poland"] } },
      },
    });
    expect(await client.segments.list("ann")).toMatchObject({ total: 1, data: [{ id: made.id }] });
    expect(await client.segments.list("ben")).toMatchObject({ total: 0 });
  });

  test.each([
    [{ "loyalty.points": { conditions: { $is: 1 } } }, 501, "loyalty.points"],
    [{ email: { conditions: {} } }, 400, "give its conditions"],
    [{ junction: "and" }, 400, "needs one"],
    [{ "event.x": { conditions: { $count: 3 } } }, 400, "$count"],
  ])("%j is refused by name", async (filter, code, details) => {
    const made = server.client.segments.create({ name: "Odd", type: "auto-update", filter } as never);
    expect(await failureOf(made)).toMatchObject({ code, details: expect.stringContaining(details) });
  });
});

test("what a customer did is listed page by page, and their codes with what has become of them", async () => {
  const { client } = server;
  for (const code of ["R-1", "R-2", "R-3"]) {
    await client.vouchers.create({
      code,
      type: "DISCOUNT_VOUCHER",
      discount: { type: "AMOUNT", amount_off: 100 },
    } as never);
    await client.distributions.publications.create({
      voucher: code,
      customer: { source_id: "ann" },
    } as never);
  }
  await client.redemptions.redeemStackable({
    redeemables: [{ object: "voucher", id: "R-2" }],
    customer: { source_id: "ann" },
    order: { amount: 500 },
  });
  await client.vouchers.disable("R-3");
  const redeemables = await client.customers.listRedeemables("ann", { limit: 10 });
  expect(redeemables.data.map(({ redeemable }) => [redeemable.voucher?.code, redeemable.status])).toEqual([
    ["R-3", "DISABLED"],
    ["R-2", "USED"],
    ["R-1", "ACTIVE"],
  ]);
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await client.customers.listActivity("ann", { limit: 3, starting_after_id: after } as never);
    seen.push(...page.data.map(({ type }) => String(type)));
    after = page.has_more ? page.more_starting_after : undefined;
  } while (after);
  expect(seen.at(-1)).toBe("customer.created");
  expect(seen).toEqual(expect.arrayContaining(["redemption.succeeded", "voucher.published"]));
  const only = await client.customers.listActivity("ann", { type: "customer.created" });
  expect(only.data).toHaveLength(1);
});

test("a customer is erased, and told of as clients read it", async () => {
  const { client, call } = server;
  await client.customers.create({ source_id: "gone-1" });
  await client.customers.create({ source_id: "gone-2" });
  await client.customers.delete("gone-1");
  expect(await failureOf(client.customers.get("gone-1"))).toMatchObject({ code: 404, key: "not_found" });
  expect(await client.customers.deletePermanently("gone-2")).toMatchObject({
    related_object: "customer",
    status: "DONE",
    object: "pernament_deletion",
  });
  expect(await failureOf(client.customers.get("gone-2"))).toMatchObject({ code: 404 });
  const reader = await server.keyOf("read");
  expect((await call("DELETE", "/v1/customers/ann", undefined, reader)).status).toBe(403);
});

test("a SKU is shown, changed and deleted by its own address, under its own product alone", async () => {
  const { client } = server;
  const shirt = await client.products.create({ name: "Shirt", source_id: "shirt" } as never);
  const hat = await client.products.create({ name: "Hat", source_id: "hat" } as never);
  const made = await client.products.createSku(shirt.id, {
    sku: "Shirt M",
    source_id: "shirt-m",
    price: 2_000,
    metadata: { a: 1 },
  } as never);
  expect(
    await client.products.updateSku("shirt", { id: made.id, price: 1_500, metadata: { b: 2 } } as never),
  ).toMatchObject({
    id: made.id,
    sku: "Shirt M",
    price: 1_500,
    metadata: { a: 1, b: 2 },
  });
  expect(await client.products.getSku("shirt-m")).toMatchObject({ id: made.id, price: 1_500 });
  expect(await failureOf(client.products.deleteSku(hat.id, made.id))).toMatchObject({ code: 404 });
  await client.products.deleteSku(shirt.id, "shirt-m");
  expect(await failureOf(client.products.getSku(made.id))).toMatchObject({ code: 404, resource_type: "sku" });
});

test("what is bound to rules is listed over all of them, and freed one by one", async () => {
  const { client } = server;
  const rules = { "1": { name: "order.amount", conditions: { $more_than: [1_000] } }, logic: "1" };
  const rule = await client.validationRules.create({ name: "Big", rules } as never);
  const other = await client.validationRules.create({ name: "Bigger", rules } as never);
  const bound = await client.validationRules.createAssignment(rule.id, {
    related_object_type: "voucher",
    related_object_id: "R-1",
  } as never);
  expect(await client.validationRules.listRulesAssignments()).toMatchObject({
    total: 1,
    data: [{ id: bound.id, rule_id: rule.id }],
  });
  expect(await client.validationRules.listRulesAssignments({ rule: other.id } as never)).toMatchObject({
    total: 0,
  });
  expect(await failureOf(client.validationRules.deleteAssignment(other.id, bound.id))).toMatchObject({
    code: 404,
  });
  await client.validationRules.deleteAssignment(rule.id, bound.id);
  expect(await client.validationRules.listRulesAssignments()).toMatchObject({ total: 0 });
});

test("several codes are published at once, or none when there are too few, and the same again for the same source_id", async () => {
  const { client, shop, pool } = server;
  await shop.campaign({ name: "Batch" });
  const ask = (count: number, source_id?: string) =>
    client.distributions.publications.create({
      campaign: { name: "Batch", count },
      customer: { source_id: "ann" },
      source_id,
    } as never) as unknown as Promise<{ vouchers: string[]; vouchers_id: string[]; voucher?: unknown }>;
  const given = await ask(3, "batch-1");
  expect([new Set(given.vouchers).size, given.vouchers_id.length, given.voucher]).toEqual([3, 3, undefined]);
  expect((await ask(3, "batch-1")).vouchers).toEqual(given.vouchers);
  const few = await shop.campaign({ name: "Few", type: "static" });
  await client.campaigns.addVoucher("Few");
  const tooMany = client.distributions.publications.create({
    campaign: { name: "Few", count: 2 },
    customer: { source_id: "ann" },
  } as never);
  expect(await failureOf(tooMany)).toMatchObject({ code: 400, key: "no_voucher_suitable_for_publication" });
  const { rows } = await pool.query(`SELECT 1 FROM publication WHERE campaign_id = $1`, [few]);
  expect(rows).toEqual([]);
  expect(await failureOf(ask(21))).toMatchObject({ code: 400, key: "invalid_publish_params" });
});

test("S0-18: a code that is added to a campaign has the uses and the dates that were sent with it", async () => {
  const { client, shop } = server;
  await shop.campaign({ name: "Terms", type: "static", quantityPerCode: 1 });
  const dates = { start_date: "2026-01-01T00:00:00.000Z", expiration_date: "2099-01-01T00:00:00.000Z" };
  const sent = { redemption: { quantity: 3 }, ...dates };
  await client.campaigns.addCertainVoucher("Terms", "TERMS-1", sent as never);
  const drawn = await client.campaigns.addVoucher("Terms", sent as never);
  for (const code of ["TERMS-1", (drawn as { code: string }).code])
    expect(await client.vouchers.get(code)).toMatchObject({ redemption: { quantity: 3 }, ...dates });
  await client.campaigns.addCertainVoucher("Terms", "TERMS-2", { redemption: {} } as never);
  expect(await client.vouchers.get("TERMS-2")).toMatchObject({
    redemption: { quantity: 1 },
    start_date: null,
    expiration_date: null,
  });
});

test("S0-18: several codes added at once each have what was sent with them, as one has", async () => {
  const { client, shop, pool } = server;
  const id = await shop.campaign({ name: "Lot", type: "static", quantityPerCode: 1 });
  const dates = { start_date: "2026-01-01T00:00:00.000Z", expiration_date: "2099-01-01T00:00:00.000Z" };
  const sent = { redemption: { quantity: 3 }, ...dates, active: false, metadata: { batch: "A" } };
  await client.campaigns.addVoucher("Lot", sent as never);
  await client.campaigns.addVoucher("Lot", sent as never, { vouchers_count: 3 } as never);
  await client.campaigns.addVoucher("Lot", {} as never, { vouchers_count: 2 } as never);
  const { rows } = await pool.query(
    `SELECT count(*)::int AS many, active, quantity, starts_at, own_starts_at, expires_at, own_expires_at, metadata
     FROM voucher WHERE campaign_id = $1 GROUP BY active, quantity, starts_at, own_starts_at, expires_at, own_expires_at, metadata ORDER BY 1`,
    [id],
  );
  const none = { starts_at: null, own_starts_at: null, expires_at: null, own_expires_at: null };
  const [from, until] = [new Date(dates.start_date), new Date(dates.expiration_date)];
  const own = { starts_at: from, own_starts_at: from, expires_at: until, own_expires_at: until };
  expect(rows).toEqual([
    { many: 2, active: true, quantity: 1, metadata: {}, ...none },
    { many: 4, active: false, quantity: 3, metadata: { batch: "A" }, ...own },
  ]);
});

test("a code is published by an address alone, and schemas of metadata are none", async () => {
  const { call, client } = server;
  const address = "/v1/publications/create?campaign[name]=Batch&customer[source_id]=walk-in&source_id=web-1";
  const given = await json(call("GET", address));
  expect(given).toMatchObject({ object: "publication", customer: { source_id: "walk-in" } });
  expect(await json(call("GET", address))).toMatchObject({
    voucher: { code: (given.voucher as { code: string }).code },
  });
  expect((await call("GET", address, undefined, await server.keyOf("read"))).status).toBe(403);
  expect(await client.metadataSchemas.list()).toMatchObject({
    object: "list",
    data_ref: "schemas",
    schemas: [],
    total: 0,
  });
});

test("another workspace finds none of it", async () => {
  const stranger = await server.stranger();
  const made = await server.client.segments.create({ name: "Ours", type: "static" });
  for (const call of [
    () => stranger.segments.get(made.id),
    () => stranger.segments.delete(made.id),
    () => stranger.segments.list(ann),
    () => stranger.customers.listActivity(ann, {}),
    () => stranger.customers.listRedeemables(ann),
    () => stranger.customers.delete(ann),
    () => stranger.customers.deletePermanently(ann),
  ])
    expect(await failureOf(call())).toMatchObject({
      code: 404,
      key: "not_found",
      request_id: expect.stringMatching(/^v-/),
    });
  expect(await stranger.validationRules.listRulesAssignments()).toMatchObject({ total: 0 });
});
