import type pg from "pg";
import { describe, expect, test } from "vitest";
import { orderFields } from "@/lib/contracts/orders";
import { saveOrder } from "@/lib/server/use-cases/orders/save-order";
import type { CompatCalls } from "@/lib/testing/compat-calls";
import type { CouponFixture } from "@/lib/testing/coupon-fixture";
import { openShops } from "@/lib/testing/open-shops";

let pool: pg.Pool;
let shop: CouponFixture;
let api: CompatCalls;

openShops((opened) => {
  ({ pool, shop, api } = opened);
});

const items = [{ source_id: "mug", quantity: 2, amount: 2_000 }];
const save = (given: Record<string, unknown>) =>
  saveOrder(
    {
      actor: shop.actor,
      params: {},
      body: orderFields.parse({ sourceId: "order-1", status: "CREATED", amount: 10_000, ...given }),
    },
    shop.clock,
  );
const kept = async () =>
  (await pool.query(`SELECT * FROM shop_order WHERE workspace_id = $1`, [shop.workspaceId])).rows[0];
const told = async (name: string) =>
  (
    await pool.query(`SELECT properties FROM event WHERE workspace_id = $1 AND name = $2 ORDER BY id`, [
      shop.workspaceId,
      name,
    ])
  ).rows.map(({ properties }) => properties);

describe("an order that a code is used for", () => {
  test("S1-27: keeps its items, customer and metadata when the redemption sends none", async () => {
    const [customerId = ""] = await shop.customers(1);
    await save({ items, customerId, metadata: { channel: "web" } });
    const [code = ""] = await shop.codes(await shop.campaign({ type: "static" }), 1);
    expect(await api.redeem(code)).toMatchObject({ status: 200 });
    expect(await kept()).toMatchObject({
      items: [{ source_id: "mug" }],
      customer_id: customerId,
      metadata: { channel: "web" },
      status: "PAID",
      discount_amount: 500,
    });
    expect(await told("order.paid")).toMatchObject([{ status: "PAID", discountAmount: 500 }]);
  });

  test.each(["FULFILLED", "CANCELED"])(
    "S1-27: stays %s unless the redemption says otherwise",
    async (status) => {
      await save({ status });
      const [first = "", second = ""] = await shop.codes(await shop.campaign({ type: "static" }), 2);
      expect(await api.redeem(first)).toMatchObject({ status: 200 });
      expect(await kept()).toMatchObject({ status });
      expect(await told("order.paid")).toEqual([]);
      expect((await told("order.updated")).at(-1)).toMatchObject({ status });
      const order = { source_id: "order-1", amount: 10_000, status: "PAID" as const };
      expect(await api.redeem(second, { order })).toMatchObject({ status: 200 });
      expect(await kept()).toMatchObject({ status: "PAID" });
      expect(await told("order.paid")).toHaveLength(1);
    },
  );

  test("S1-27: a further code adds its discount, and each rollback takes off its own part", async () => {
    const codes = await shop.codes(await shop.campaign({ type: "static" }), 2);
    const off = await shop.campaign({
      type: "static",
      discount: { type: "amount", amountOff: 1_000, currency: "EUR" },
    });
    const [third = ""] = await shop.codes(off, 1);
    const ids: string[] = [];
    for (const code of [...codes, third]) ids.push((await api.redeem(code)).body.redemptions[0]!.id);
    expect(await kept()).toMatchObject({ amount: 10_000, discount_amount: 2_000 });
    await api.rollback(ids[0]!);
    expect(await kept()).toMatchObject({ status: "CANCELED", discount_amount: 1_500 });
    await api.rollback(ids[2]!);
    expect(await kept()).toMatchObject({ status: "CANCELED", discount_amount: 500 });
    expect(await told("order.canceled")).toHaveLength(1);
  });
});
