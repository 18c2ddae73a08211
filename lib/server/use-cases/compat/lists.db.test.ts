import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CompatServer, compatServer, failureOf } from "@/lib/testing/compat-server";

/** Lists narrowed, ordered and read on, asked for by the vendor's own client, which writes the brackets. */
let server: CompatServer;

const CODES = ["ALPHA-1", "ALPHA-2", "BETA-1"];
beforeAll(async () => {
  server = await compatServer();
  const { client, pool, shop } = server;
  await shop.campaign({ name: "Spring" });
  for (const [index, code] of CODES.entries()) {
    await client.vouchers.create({
      code,
      type: "DISCOUNT_VOUCHER",
      discount: { type: "AMOUNT", amount_off: 100 * (index + 1) },
      metadata: { size: ["S", "M", "L"][index] },
      redemption: { quantity: 10 },
    } as never);
    await client.distributions.publications.create({
      voucher: code,
      customer: {
        source_id: `buyer-${index}`,
        email: `buyer${index}@shop.example`,
        name: `Buyer ${index}`,
        metadata: { tier: index === 0 ? "gold" : "silver" },
        address: { city: index === 2 ? "Kyiv" : "Lviv", country: "UA" },
      },
      channel: "web",
    } as never);
    await client.redemptions.redeemStackable({
      redeemables: [{ object: "voucher", id: code }],
      customer: { source_id: `buyer-${index}` },
      order: { source_id: `order-${index}`, amount: 1_000 * (index + 1), metadata: { gift: index === 1 } },
    });
  }
  // A day apart, so that dates tell them apart.
  for (const table of ["voucher", "publication", "redemption", "customer", "shop_order", "campaign"])
    await pool.query(
      `UPDATE ${table} t SET created_at = '2026-03-01T12:00:00Z'::timestamptz + n.day * interval '1 day'
       FROM (SELECT id, row_number() OVER (ORDER BY created_at, id) - 1 AS day FROM ${table}) n WHERE n.id = t.id`,
    );
});
afterAll(() => server.close());

const where = (field: string, condition: object) =>
  ({ filters: { [field]: { conditions: condition } } }) as never;
const codesOf = ({ vouchers }: { vouchers: { code: string }[] }) => vouchers.map(({ code }) => code);

describe("codes", () => {
  test.each([
    ["code", { $starts_with: "ALPHA" }, ["ALPHA-2", "ALPHA-1"]],
    ["code", { $in: ["BETA-1", "ALPHA-1"] }, ["BETA-1", "ALPHA-1"]],
    ["code", { $not_contain: ["BETA", "2"] }, ["ALPHA-1"]],
    ["code", { $is_not: "ALPHA-1" }, ["BETA-1", "ALPHA-2"]],
    ["value", { $more_than: 100, $less_than_equal: 300 }, ["BETA-1", "ALPHA-2"]],
    ["metadata.size", { $is: "M" }, ["ALPHA-2"]],
    ["metadata.size", { $ends_with: ["S", "L"] }, ["BETA-1", "ALPHA-1"]],
    ["active", { $is: false }, []],
    ["expiration_date", { $is_unknown: true }, ["BETA-1", "ALPHA-2", "ALPHA-1"]],
    ["created_at", { $after: "2026-03-02T00:00:00Z" }, ["BETA-1", "ALPHA-2"]],
  ])("filters[%s] %j", async (field, condition, codes) => {
    const list = await server.client.vouchers.list(where(field, condition));
    expect([codesOf(list), list.total]).toEqual([codes, codes.length]);
  });

  test("any of several conditions, in either spelling of the junction", async () => {
    for (const junction of ["OR", "or"]) {
      const filters = {
        junction,
        code: { conditions: { $is: ["BETA-1"] } },
        "metadata.size": { conditions: { $is: ["S"] } },
      };
      expect(codesOf(await server.client.vouchers.list({ filters } as never))).toEqual(["BETA-1", "ALPHA-1"]);
    }
  });

  test("ordered by a field, between dates, and read on after a code", async () => {
    const { client } = server;
    expect(codesOf(await client.vouchers.list({ order: "code" } as never))).toEqual(CODES);
    expect(codesOf(await client.vouchers.list({ order: "-value", limit: 1, page: 2 } as never))).toEqual([
      "ALPHA-2",
    ]);
    const span = { created_at: { after: "2026-03-01T13:00:00Z", before: "2026-03-03T00:00:00.000Z" } };
    expect(codesOf(await client.vouchers.list(span as never))).toEqual(["ALPHA-2"]);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = (await client.vouchers.list({
        limit: 2,
        starting_after_id: after,
      } as never)) as unknown as {
        vouchers: { code: string }[];
        total: number;
        has_more: boolean;
        more_starting_after?: string;
      };
      expect(page.total).toBe(3);
      seen.push(...codesOf(page));
      after = page.has_more ? page.more_starting_after : undefined;
    } while (after);
    expect(seen).toEqual([...CODES].reverse());
  });

  test.each([
    [{ filters: { shoe_size: { conditions: { $is: "1" } } } }, "there is no field shoe_size"],
    [{ filters: { code: { conditions: { $like: "A" } } } }, 'Unrecognized key: "$like"'],
    [{ filters: { code: { conditions: { $more_than: "A" } } } }, "neither a number nor a moment"],
    [{ filters: { value: { conditions: { $is: "ten" } } } }, "give a number"],
    [{ filters: { junction: "XOR", code: { conditions: { $is: "A" } } } }, "junction is AND or OR"],
    [{ filters: { "metadata.a' OR true --": { conditions: { $is: "A" } } } }, "there is no field"],
    [{ order: "code; DROP TABLE voucher" }, "there is no field"],
    [{ order: "code", starting_after_id: "v_1" }, "starting_after_id"],
    [{ created_at: { after: "yesterday" } }, "Write a moment"],
  ])("%j is refused by name", async (query, details) => {
    expect(await failureOf(server.client.vouchers.list(query as never))).toMatchObject({
      code: 400,
      key: "invalid_payload",
      details: expect.stringContaining(details),
    });
  });
});

test("campaigns, publications, redemptions and orders are narrowed alike", async () => {
  const { client } = server;
  const campaigns = await client.campaigns.list(where("name", { $is: "Spring" }));
  expect(campaigns).toMatchObject({ total: 1, campaigns: [{ name: "Spring" }] });
  const given = await client.distributions.publications.list(where("customer_source_id", { $is: "buyer-1" }));
  expect(given).toMatchObject({ total: 1, publications: [{ voucher: { code: "ALPHA-2" } }] });
  const { redemptions, total } = (await client.redemptions.list({
    ...(where("order_amount", { $more_than_equal: 2_000 }) as object),
    order: "created_at",
  } as never)) as unknown as { redemptions: { voucher: { code: string } }[]; total: number };
  expect([redemptions.map(({ voucher }) => voucher.code), total]).toEqual([["ALPHA-2", "BETA-1"], 2]);
  expect(await client.redemptions.list({ result: "FAILURE" } as never)).toMatchObject({ total: 0 });
  const orders = await client.orders.list(where("metadata.gift", { $is: "true" }));
  expect(orders).toMatchObject({ total: 1, orders: [{ source_id: "order-1" }] });
});

test("customers keep their metadata and address, are found by them, and are scrolled through from a moment on", async () => {
  const { client } = server;
  expect(await client.customers.get("buyer-2")).toMatchObject({
    name: "Buyer 2",
    metadata: { tier: "silver" },
    address: { city: "Kyiv", country: "UA", line_1: null },
    created_at: "2026-03-03T12:00:00.000Z",
  });
  expect(await client.customers.list({ city: "Kyiv" })).toMatchObject({
    total: 1,
    customers: [{ source_id: "buyer-2" }],
  });
  expect(await client.customers.list({ email: "BUYER1@shop.example" })).toMatchObject({ total: 1 });
  expect(await client.customers.list({ name: "Buyer 0" })).toMatchObject({ total: 1 });
  expect(await client.customers.list(where("metadata.tier", { $is: "gold" }))).toMatchObject({
    customers: [{ source_id: "buyer-0" }],
  });
  const seen: string[] = [];
  const all = client.customers.scroll({ limit: 2 }) as AsyncIterable<{ source_id?: string }>;
  for await (const one of all) seen.push(one.source_id ?? "");
  expect(seen).toEqual(["buyer-2", "buyer-1", "buyer-0"]);
  await client.customers.update({
    source_id: "buyer-2",
    metadata: { tier: null, shoe: 42 },
    address: null,
  } as never);
  expect(await client.customers.get("buyer-2")).toMatchObject({ metadata: { shoe: 42 }, address: null });
});

test("a customer named by the id is changed too", async () => {
  const { client } = server;
  const { id } = (await client.customers.get("buyer-1")) as { id: string };
  expect(await client.customers.update({ id, name: "Bea Buyer" })).toMatchObject({ id, name: "Bea Buyer" });
  expect(
    await client.customers.create({ source_id: "x", metadata: { deep: { a: 1 } } } as never).catch((e) => e),
  ).toMatchObject({
    code: 400,
    key: "invalid_customer",
    details: expect.stringContaining("customer.metadata.deep"),
  });
});

test("another workspace's rows are in no list, and its row is no place to read on from", async () => {
  const stranger = await server.stranger();
  const [theirs] = (await server.client.vouchers.list()).vouchers as unknown as { id: string }[];
  expect(await stranger.vouchers.list(where("code", { $contains: "A" }))).toMatchObject({
    total: 0,
    vouchers: [],
  });
  expect(await stranger.vouchers.list({ starting_after_id: theirs?.id } as never)).toMatchObject({
    vouchers: [],
  });
  expect(await failureOf(server.client.products.list({ filters: { name: "a" } } as never))).toMatchObject({
    code: 501,
    key: "not_supported",
  });
});
