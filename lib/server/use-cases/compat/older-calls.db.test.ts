import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CompatServer, compatServer, failureOf } from "@/lib/testing/compat-server";

/** Calls of older clients and of a campaign's dashboard, through the vendor's own client where it knows them. */
let server: CompatServer;
let rule: string;
const fivePercent = { type: "DISCOUNT_VOUCHER", discount: { type: "PERCENT", percent_off: 5 } };

beforeAll(async () => {
  server = await compatServer();
  const { client } = server;
  const made = await client.validationRules.create({
    name: "Large orders of Ann",
    rules: {
      "1": { name: "order.amount", conditions: { $more_than: [5_000] } },
      "2": { name: "customer.metadata", property: "tier", conditions: { $is: ["gold"] } },
      logic: "1 and 2",
    },
    error: { message: "For gold customers" },
  } as never);
  rule = made.id;
  await client.customers.create({ source_id: "ann", metadata: { tier: "gold" } });
  await client.customers.create({ source_id: "bob", metadata: { tier: "tin" } });
  for (const [name, more] of [
    ["Open", {}],
    ["Ruled", { validation_rules: [rule] }],
    ["Over", { expiration_date: "2020-01-01T00:00:00Z" }],
  ] as const)
    await client.campaigns.create({
      name,
      type: "AUTO_UPDATE",
      vouchers_count: 0,
      voucher: fivePercent,
      ...more,
    } as never);
  await client.campaigns.create({
    name: "Asleep",
    type: "AUTO_UPDATE",
    vouchers_count: 0,
    voucher: fivePercent,
  } as never);
  await server.call("POST", "/v1/campaigns/Asleep/disable", {});
  await client.vouchers.create({ ...fivePercent, code: "EVERYBODY" } as never);
  await client.vouchers.create({ ...fivePercent, code: "GOLD", validation_rules: [rule] } as never);
  await client.vouchers.create({ ...fivePercent, code: "OFF", active: false } as never);
});
afterAll(() => server.close());

const large = { amount: 6_000 };
const small = { amount: 4_000 };
const of = (source_id: string, order: { amount: number }) => ({ customer: { source_id }, order }) as never;

describe("which codes would count", () => {
  test("codes for everybody: those whose rules the customer and the order keep", async () => {
    const codes = async (body: never) =>
      (await server.client.vouchers.qualifications.examine(body)).data?.map(({ code }) => code).sort();
    expect(await codes(of("ann", large))).toEqual(["EVERYBODY", "GOLD"]);
    expect(await codes(of("ann", small))).toEqual(["EVERYBODY"]);
    expect(await codes(of("bob", large))).toEqual(["EVERYBODY"]);
    expect(await codes(of("nobody-yet", large))).toEqual(["EVERYBODY"]);
  });

  test("campaigns: those of which a code given now would count, without giving one", async () => {
    const names = async (body: never, query = {}) =>
      (await server.client.campaigns.qualifications.examine(body, query)).data
        .map(({ name }) => name)
        .filter((name) => ["Open", "Ruled", "Over", "Asleep"].includes(name));
    expect(await names(of("ann", large))).toEqual(["Ruled", "Open"]);
    expect(await names(of("ann", large), { order: "created_at" })).toEqual(["Open", "Ruled"]);
    expect(await names(of("bob", large))).toEqual(["Open"]);
    const first = await server.client.campaigns.qualifications.examine(of("ann", large), { limit: 1 });
    expect(first.data).toHaveLength(1);
    expect(first.total).toBeGreaterThan(1);
    const { rows } = await server.pool.query(
      `SELECT count(*)::int AS count FROM publication WHERE workspace_id = $1`,
      [server.shop.workspaceId],
    );
    expect(rows[0].count).toBe(0);
  });

  test("what cannot be judged by halves is refused", async () => {
    const halves = server.client.vouchers.qualifications.examine(of("ann", large), {
      audienceRulesOnly: true,
    });
    expect(await failureOf(halves)).toMatchObject({ code: 501, key: "not_supported" });
  });

  test("a rule alone says whether a customer and an order keep it, and why not", async () => {
    expect(await server.client.validationRules.validate(rule, of("ann", large))).toMatchObject({
      valid: true,
      rule_id: rule,
      applicable_to: { object: "list", total: 0 },
    });
    expect(await server.client.validationRules.validate(rule, of("bob", large))).toMatchObject({
      valid: false,
      error: { key: "customer_rules_violated", message: "For gold customers" },
    });
    const stranger = await server.stranger();
    expect(await failureOf(stranger.validationRules.validate(rule, of("ann", large)))).toMatchObject({
      code: 404,
    });
  });
});

describe("the summary of a campaign", () => {
  const summary = async (query = "") =>
    (await (await server.call("GET", `/v1/campaigns/Counted/summary${query}`)).json()) as object;

  test("counts uses, refusals, rollbacks, codes and money, within days of the workspace's zone", async () => {
    const { client, pool, shop } = server;
    await client.campaigns.create({
      name: "Counted",
      type: "AUTO_UPDATE",
      vouchers_count: 3,
      voucher: { ...fivePercent, redemption: { quantity: 1 } },
    } as never);
    const codes: string[] = [];
    for (const source_id of ["ann", "bob"]) {
      const given = await client.distributions.publications.create({
        campaign: { name: "Counted" },
        customer: { source_id },
      } as never);
      codes.push((given as unknown as { voucher: { code: string } }).voucher.code);
    }
    const redeem = (code: string | undefined) =>
      client.redemptions.redeemStackable({
        redeemables: [{ object: "voucher", id: code }],
        order: { amount: 10_000 },
      } as never);
    const first = await redeem(codes[0]);
    await redeem(codes[1]);
    expect(await failureOf(redeem(codes[1]))).toMatchObject({ key: "quantity_exceeded" });
    await client.redemptions.rollback(first.redemptions[0]!.id as string);

    expect(await summary()).toMatchObject({
      object: "campaign_summary",
      campaign: { name: "Counted", object: "campaign" },
      redemptions: 3,
      redemptions_succeeded: 2,
      redemptions_failed: 1,
      rollbacks: 1,
      orders_amount: 20_000,
      orders_rolledback_amount: 10_000,
      discounted_amount: 1_000,
      rolledback_discounted_amount: 500,
      publications: 2,
      vouchers_created: 3,
    });
    // Of all time from the counters, of days from what there is.
    expect(await summary("?start_date=2000-01-01&end_date=2100-01-01")).toEqual(await summary());
    // The workspace is in Berlin: half past ten at night in London is the next day there.
    await pool.query(
      `UPDATE redemption SET created_at = '2026-05-01T22:30:00Z' WHERE workspace_id = $1 AND status = 'failed'`,
      [shop.workspaceId],
    );
    expect(await summary("?start_date=2026-05-01&end_date=2026-05-01")).toMatchObject({ redemptions: 0 });
    expect(await summary("?start_date=2026-05-02&end_date=2026-05-02")).toMatchObject({
      redemptions: 1,
      redemptions_failed: 1,
      orders_amount: 0,
      publications: 0,
      vouchers_created: 0,
    });
  });

  test("of gift cards says what was put on and used", async () => {
    const { client } = server;
    await client.campaigns.create({
      name: "Cards",
      campaign_type: "GIFT_VOUCHERS",
      type: "STATIC",
      vouchers_count: 2,
      voucher: { type: "GIFT_VOUCHER", gift: { amount: 5_000 }, redemption: { quantity: null } },
    } as never);
    const { vouchers } = await client.vouchers.list({ campaign: "Cards" });
    const code = vouchers[0]!.code;
    await client.vouchers.balance.create(code, { amount: 700 });
    await client.vouchers.balance.create(code, { amount: -200 });
    await client.redemptions.redeemStackable({
      redeemables: [{ object: "voucher", id: code, gift: { credits: 1_200 } }],
      order: { amount: 1_200 },
    } as never);
    const answer = await server.call("GET", "/v1/campaigns/Cards/summary");
    expect(await answer.json()).toMatchObject({
      created_vouchers_amount: 10_000,
      amount_added: 700,
      amount_subtracted: 200,
      amount_redeemed: 1_200,
      amount_rolledback: 0,
    });
  });

  test("refuses days that are none, and is not shown to another workspace", async () => {
    expect(await summary("?start_date=yesterday")).toMatchObject({ code: 400 });
    expect(await summary("?start_date=2026-05-02&end_date=2026-05-01")).toMatchObject({
      key: "invalid_query_params",
    });
    const secret = await server.keyOf("read");
    expect((await server.call("GET", "/v1/campaigns/Counted/summary", undefined, secret)).status).toBe(200);
    const stranger = await server.stranger();
    expect(await failureOf(stranger.campaigns.get("Counted"))).toMatchObject({ code: 404 });
  });
});

test("orders are exported by an address of their own, and activities are there under their older one", async () => {
  const made = await server.call("POST", "/v1/orders/export", { parameters: { fields: ["id", "amount"] } });
  expect(await made.json()).toMatchObject({
    object: "export",
    exported_object: "order",
    status: "SCHEDULED",
  });
  const log = await server.client.customers.listActivities("ann", { limit: 1 });
  expect(log).toMatchObject({ object: "list", data_ref: "data" });
  expect(log.data).toHaveLength(1);
});

test("several products are added at once, each by its own effect", async () => {
  const { client } = server;
  await client.products.create({ name: "Mug", source_id: "mug", price: 900 });
  await client.products.create({ name: "Tea", source_id: "tea", price: 300 });
  const units = [
    { unit_off: 1, unit_type: "mug", effect: "ADD_NEW_ITEMS" },
    { unit_off: 2, unit_type: "tea", effect: "ADD_MISSING_ITEMS" },
  ];
  const discount = { type: "UNIT", effect: "ADD_MANY_ITEMS", units };
  const made = await client.vouchers.create({ type: "DISCOUNT_VOUCHER", code: "TEATIME", discount } as never);
  expect(made).toMatchObject({ discount });
  expect(made).not.toHaveProperty("discounts");
  const { order, valid } = await client.validations.validateStackable({
    redeemables: [{ object: "voucher", id: "TEATIME" }],
    order: { items: [{ product_id: "tea", quantity: 1, price: 300 }] },
  } as never);
  // One tea is in the order and becomes free; one tea and the mug are added.
  expect(valid).toBe(true);
  expect(order).toMatchObject({ amount: 1_500, total_discount_amount: 1_500, total_amount: 0 });
  const twice = [units[0], units[0]];
  const refused = client.vouchers.create({
    type: "DISCOUNT_VOUCHER",
    code: "TWICE",
    discount: { ...discount, units: twice },
  } as never);
  expect(await failureOf(refused)).toMatchObject({ key: "invalid_voucher" });
  const none = client.vouchers.create({
    type: "DISCOUNT_VOUCHER",
    code: "NONE",
    discount: { ...discount, units: [] },
  } as never);
  expect(await failureOf(none)).toMatchObject({ key: "invalid_voucher" });
});

test("one code is given by the older call, which answers with the code itself, once for one source_id", async () => {
  const body = {
    campaign: { name: "Open" },
    customer: { source_id: "ann" },
    source_id: "older-1",
    channel: "SMS",
  };
  const give = async (more = {}) => {
    const answer = await server.call("POST", "/v1/vouchers/publish", { ...body, ...more });
    return (await answer.json()) as Record<string, unknown>;
  };
  const first = await give();
  expect(first).toMatchObject({
    object: "voucher",
    campaign: "Open",
    channel: "SMS",
    customer_id: expect.stringMatching(/^cust_/),
    holder_id: first.customer_id,
  });
  expect((await give()).code).toBe(first.code);
  expect(await give({ campaign: { name: "Open", count: 2 } })).toMatchObject({
    key: "invalid_publish_params",
  });
  expect(await give({ campaign: "No such", source_id: "older-2" })).toMatchObject({ code: 404 });
});

describe("a file of SKUs", () => {
  const send = async (text: string) => {
    const form = new FormData();
    form.append("file", new Blob([text], { type: "text/csv" }), "skus.csv");
    const answer = await server.call("POST", "/v1/skus/importCSV", form);
    const { async_action_id: id } = (await answer.json()) as { async_action_id: string };
    return (await server.client.asyncActions.get(id)) as unknown as {
      status: string;
      result: { done_count: number; failed: { line: number; column: string; message: string }[] };
    };
  };
  const skus = async (product: string) =>
    (await server.client.products.listSkus(product)).skus.map(({ source_id, sku, price }) => ({
      source_id,
      sku,
      price,
    }));

  test("is taken as a whole, and the same file again changes nothing", async () => {
    await server.client.products.create({ name: "Shirt", source_id: "shirt" });
    const file =
      "product_id;sku;source_id;price;metadata.size\nshirt;Shirt S;shirt-s;1900;S\nshirt;Shirt M;shirt-m;2100;M\n";
    expect(await send(file)).toMatchObject({ status: "DONE", result: { done_count: 2 } });
    expect(await send(file)).toMatchObject({ status: "DONE", result: { done_count: 2 } });
    expect(await skus("shirt")).toEqual([
      { source_id: "shirt-s", sku: "Shirt S", price: 1900 },
      { source_id: "shirt-m", sku: "Shirt M", price: 2100 },
    ]);
  });

  test("is refused as a whole, line by line", async () => {
    await server.client.products.create({ name: "Hat", source_id: "hat" });
    const refused = await send(
      "product_id,sku,source_id,price\nhat,Hat,hat-1,100\nnone,Other,o-1,100\nhat,,hat-2,100\nhat,Hat,hat-3,cheap\nhat,Hat,hat-1,100\n",
    );
    expect(refused).toMatchObject({ status: "FAILED", result: { done_count: 0 } });
    expect(refused.result.failed.map(({ line, column }) => [line, column])).toEqual([
      [3, "product_id"],
      [4, "sku"],
      [5, "price"],
      [6, "source_id"],
    ]);
    const taken = await send("product_id,sku,source_id\nhat,Hat A,hat-a\nhat,Hat B,shirt-s\n");
    expect(taken).toMatchObject({
      status: "FAILED",
      result: { done_count: 0, failed: [{ line: 3, column: "source_id" }] },
    });
    expect(await skus("hat")).toEqual([]);
  });
});
