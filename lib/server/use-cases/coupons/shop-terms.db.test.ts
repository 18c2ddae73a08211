import type pg from "pg";
import { expect, test } from "vitest";
import type { CompatCalls } from "@/lib/testing/compat-calls";
import type { CouponFixture } from "@/lib/testing/coupon-fixture";
import { openShops } from "@/lib/testing/open-shops";

const DAY = 86_400_000;

let pool: pg.Pool;
let shop: CouponFixture;
let api: CompatCalls;

openShops((opened) => {
  ({ pool, shop, api } = opened);
});

test("S3-12: what became dearer in the cart is sold at the price it was put in for, times its quantity", async () => {
  const code = await shop.give(await shop.campaign({ discount: { type: "price_restore" } }));
  const order = {
    amount: 5_400,
    items: [
      { source_id: "mug", quantity: 2, price: 1_500, price_when_added: 1_300 },
      { source_id: "tin", quantity: 1, price: 2_400, metadata: { price_when_added: 2_500 } },
    ],
  };
  const taken = { order: { amount: 5_400, total_discount_amount: 400, total_amount: 5_000 } };
  expect((await api.validate(code, { order })).body).toMatchObject({ valid: true, ...taken });
  expect((await api.redeem(code, { order })).body).toMatchObject(taken);
});

test("S3-47: a code that was passed on is used up by whoever comes first", async () => {
  const code = await shop.give(await shop.campaign());
  const by = (source_id: string) => ({ customer: { source_id } });
  expect((await api.redeem(code, by("friend"))).status).toBe(200);
  expect(await api.redeem(code, by("owner"))).toMatchObject({
    status: 400,
    body: { key: "quantity_exceeded" },
  });
});

test("S3-48: a campaign of fourteen days counts from its first moment to its last, and no code of it a moment longer", async () => {
  const startsAt = shop.now + DAY;
  const endsAt = startsAt + 14 * DAY;
  const campaign = await shop.campaign({ type: "static", startsAt, endsAt });
  const [code = ""] = await shop.codes(campaign, 1);
  const isValid = async (moment: number) => {
    shop.now = moment;
    return (await api.validate(code)).body;
  };
  expect(await isValid(startsAt - 1)).toMatchObject({ valid: false });
  expect(await isValid(startsAt)).toMatchObject({ valid: true });
  expect(await isValid(endsAt - 1)).toMatchObject({ valid: true });
  expect(await isValid(endsAt)).toMatchObject({ valid: false });
  shop.now = endsAt;
  expect(await api.redeem(code)).toMatchObject({ status: 400, body: { key: "voucher_expired" } });
});

test("S3-50: a code for everybody is used by one customer after the other", async () => {
  const campaign = await shop.campaign({ type: "standalone", quantityPerCode: null });
  const [code = ""] = await shop.codes(campaign, 1, null);
  for (const source_id of ["anna", "ben", "clara"])
    expect((await api.redeem(code, { customer: { source_id } })).status).toBe(200);
});

test("S3-51: an order is kept with what it came to before the discount, the discount and what was left, as the shop counts its taxes", async () => {
  const code = await shop.give(
    await shop.campaign({ discount: { type: "amount", amountOff: 1_000, currency: "EUR" } }),
  );
  const order = { source_id: "o-1", amount: 11_900, metadata: { tax: 1_900 } };
  expect((await api.redeem(code, { order })).body.order).toMatchObject({
    amount: 11_900,
    total_discount_amount: 1_000,
    total_amount: 10_900,
  });
  const { rows } = await pool.query(
    `SELECT amount, discount_amount, metadata FROM shop_order WHERE workspace_id = $1`,
    [shop.workspaceId],
  );
  expect(rows).toEqual([{ amount: 11_900, discount_amount: 1_000, metadata: { tax: 1_900 } }]);
});
