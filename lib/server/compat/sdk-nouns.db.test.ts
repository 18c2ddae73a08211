import { afterAll, beforeAll, expect, test } from "vitest";
import { type CompatServer, compatServer, failureOf } from "@/lib/testing/compat-server";

/** The vendor's own client over every noun, against the real routes. */
let server: CompatServer;
let client: CompatServer["client"];

beforeAll(async () => {
  server = await compatServer();
  ({ client } = server);
});
afterAll(() => server.close());

test("S0-18..26: a campaign is created with its codes, read by name, changed, and given more codes", async () => {
  const made = await client.campaigns.create({
    name: "Spring",
    campaign_type: "DISCOUNT_COUPONS",
    type: "STATIC",
    vouchers_count: 3,
    voucher: {
      type: "DISCOUNT_VOUCHER",
      discount: { type: "PERCENT", percent_off: 10 },
      redemption: { quantity: 2 },
      code_config: { pattern: "10OFF-#######" },
    },
    validity_day_of_week: [0, 1, 2, 3, 4, 5, 6],
  } as never);
  expect(made).toMatchObject({ name: "Spring", object: "campaign", creation_status: "IN_PROGRESS" });
  const read = await client.campaigns.get("Spring");
  expect(read).toMatchObject({ id: made.id, vouchers_count: 3, creation_status: "DONE" });
  const { vouchers, total } = await client.vouchers.list({ campaign: "Spring" });
  expect(total).toBe(3);
  expect(vouchers[0]).toMatchObject({
    campaign: "Spring",
    discount: { percent_off: 10 },
    redemption: { quantity: 2 },
  });
  expect(vouchers[0]?.code).toMatch(/^10OFF-[0-9A-Za-z]{7}$/);
  const added = await Promise.all(Array.from({ length: 8 }, () => client.campaigns.addVoucher("Spring")));
  expect(new Set(added.map((one) => (one as { code?: string }).code)).size).toBe(8);
  expect(added[0]).toMatchObject({ campaign: "Spring" });
  expect((await client.campaigns.list()).campaigns).toHaveLength(1);
  expect(
    await failureOf(
      client.campaigns.create({
        name: "Spring",
        voucher: { type: "DISCOUNT_VOUCHER", discount: { type: "PERCENT", percent_off: 5 } },
      } as never),
    ),
  ).toMatchObject({
    code: 409,
    key: "duplicate_found",
  });
});

test("a code of its own is made, switched off and on, changed and deleted; a gift card is topped up", async () => {
  await client.vouchers.create({
    code: "WELCOME",
    type: "DISCOUNT_VOUCHER",
    discount: { type: "AMOUNT", amount_off: 500 },
  } as never);
  expect(await client.vouchers.get("WELCOME")).toMatchObject({
    code: "WELCOME",
    campaign: null,
    active: true,
  });
  expect(await client.vouchers.disable("WELCOME")).toMatchObject({ active: false });
  expect(await client.vouchers.enable("WELCOME")).toMatchObject({ active: true });
  await client.vouchers.delete("WELCOME");
  expect(await failureOf(client.vouchers.get("WELCOME"))).toMatchObject({ code: 404 });
  await client.vouchers.create({ code: "GIFT-1", type: "GIFT_VOUCHER", gift: { amount: 5_000 } } as never);
  expect(await client.vouchers.balance.create("GIFT-1", { amount: 1_000 } as never)).toMatchObject({
    balance: 6_000,
  });
  expect(await client.vouchers.get("GIFT-1")).toMatchObject({
    type: "GIFT_VOUCHER",
    gift: { balance: 6_000 },
  });
});

test("S0-27: a rule is made, bound and kept, and refuses with its own words", async () => {
  await client.vouchers.create({
    code: "BIG",
    type: "DISCOUNT_VOUCHER",
    discount: { type: "PERCENT", percent_off: 5 },
  } as never);
  const rule = await client.validationRules.create({
    name: "Big orders",
    rules: { "1": { name: "order.amount", conditions: { $more_than: [10_000] } }, logic: "1" },
    error: { message: "Only for big orders." },
  } as never);
  const bound = { related_object_type: "voucher", related_object_id: "BIG" };
  await client.validationRules.createAssignment(rule.id, bound as never);
  expect(await failureOf(client.validationRules.createAssignment(rule.id, bound as never))).toMatchObject({
    code: 409,
  });
  const redeemables = [{ object: "voucher" as const, id: "BIG" }];
  const check = await client.validations.validateStackable({ redeemables, order: { amount: 9_000 } });
  expect(check).toMatchObject({
    valid: false,
    inapplicable_redeemables: [
      { result: { error: { key: "order_rules_violated", error: { message: "Only for big orders." } } } },
    ],
  });
  expect((await client.validations.validateStackable({ redeemables, order: { amount: 11_000 } })).valid).toBe(
    true,
  );
});

test("customers, orders, products, SKUs and events keep what a shop sends", async () => {
  const customer = await client.customers.create({
    source_id: "shopper-1",
    email: "a@shop.example",
    name: "Ann Ash",
  });
  expect(await client.customers.get("shopper-1")).toMatchObject({
    id: (customer as { id?: string }).id,
    name: "Ann Ash",
    object: "customer",
  });
  const product = await client.products.create({ name: "Shirt", source_id: "shirt", price: 2_000 } as never);
  expect(await client.products.get("shirt")).toMatchObject({
    id: product.id,
    price: 2_000,
    object: "product",
  });
  await client.products.createSku(product.id, {
    sku: "Shirt M",
    source_id: "shirt-m",
    price: 2_100,
  } as never);
  expect((await client.products.listSkus(product.id)).total).toBe(1);
  const order = await client.orders.create({
    source_id: "o-1",
    amount: 4_000,
    customer: { source_id: "shopper-1" },
  } as never);
  expect(await client.orders.update({ id: order.id, status: "PAID" } as never)).toMatchObject({
    status: "PAID",
    amount: 4_000,
  });
  expect((await client.orders.list()).total).toBe(1);
});

test("a stack is redeemed and taken back as one; qualifications name what counts", async () => {
  for (const code of ["S-1", "S-2"])
    await client.vouchers.create({
      code,
      type: "DISCOUNT_VOUCHER",
      discount: { type: "AMOUNT", amount_off: 100 },
    } as never);
  const redeemables = ["S-1", "S-2"].map((id) => ({ object: "voucher" as const, id }));
  const done = await client.redemptions.redeemStackable({ redeemables, order: { amount: 1_000 } });
  expect(done).toMatchObject({ order: { total_amount: 800 } });
  const back = await client.redemptions.rollbackStackable(done.parent_redemption?.id ?? "");
  expect(back.rollbacks).toHaveLength(2);
  expect((await client.redemptions.list()).total).toBeGreaterThanOrEqual(2);
  for (const code of ["S-1", "S-2"])
    await client.distributions.publications.create({
      voucher: code,
      customer: { source_id: "stacker" },
    } as never);
  await client.vouchers.disable("S-2");
  const asked = { customer: { source_id: "stacker" }, order: { amount: 1_000 } };
  const { redeemables: eligible } = await client.qualifications.checkEligibility(asked as never);
  expect(eligible).toMatchObject({
    total: 1,
    data: [{ id: "S-1", order: { amount: 1_000, total_discount_amount: 100, total_amount: 900 } }],
  });
});

test("64 checkouts and customers at once: no code for two, no redemption too many, one answer for one source_id", async () => {
  await client.campaigns.create({
    name: "Race",
    type: "AUTO_UPDATE",
    vouchers_count: 8,
    voucher: {
      type: "DISCOUNT_VOUCHER",
      discount: { type: "AMOUNT", amount_off: 100 },
      redemption: { quantity: 1 },
    },
  } as never);
  const people = Array.from({ length: 64 }, (_, index) => index);
  const publish = (index: number) =>
    client.distributions.publications.create({
      campaign: { name: "Race" },
      customer: { source_id: `racer-${index}` },
      source_id: `race-${index}`,
    } as never) as Promise<{ voucher: { code: string } }>;
  // Each asks twice at the same moment: the second is the same gift.
  const given = await Promise.all(people.flatMap((index) => [publish(index), publish(index)]));
  const codes = people.map((index) => given[2 * index]?.voucher.code ?? "");
  expect(given.map(({ voucher }) => voucher.code)).toEqual(codes.flatMap((code) => [code, code]));
  expect(new Set(codes).size).toBe(64);
  // Each code is redeemed four times at once, and what got through is taken back twice at once.
  const redeem = (code: string) =>
    client.redemptions
      .redeemStackable({ redeemables: [{ object: "voucher", id: code }], order: { amount: 1_000 } })
      .then(
        ({ redemptions }) => redemptions[0]?.id ?? "",
        () => null,
      );
  const tries = await Promise.all(codes.slice(0, 16).flatMap((code) => [code, code, code, code].map(redeem)));
  const done = tries.filter((id) => id !== null);
  expect(done).toHaveLength(16);
  const backs = await Promise.all(
    done
      .flatMap((id) => [id, id])
      .map((id) =>
        client.redemptions.rollback(id).then(
          () => true,
          () => false,
        ),
      ),
  );
  expect(backs.filter(Boolean)).toHaveLength(16);
}, 60_000);

test("the calls of older clients take the credits they name from a gift card, and no more", async () => {
  await client.vouchers.create({ code: "GIFT-2", type: "GIFT_VOUCHER", gift: { amount: 6_000 } } as never);
  const part = { order: { amount: 5_000 }, gift: { credits: 1_500 } } as never;
  expect(await client.validations.validateVoucher("GIFT-2", part)).toMatchObject({
    valid: true,
    order: { total_discount_amount: 1_500 },
  });
  expect(await client.redemptions.redeem("GIFT-2", part)).toMatchObject({
    order: { total_discount_amount: 1_500, total_amount: 3_500 },
  });
  expect(await client.vouchers.get("GIFT-2")).toMatchObject({ gift: { balance: 4_500 } });
});
