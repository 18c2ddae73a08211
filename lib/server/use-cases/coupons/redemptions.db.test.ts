import type pg from "pg";
import { describe, expect, test } from "vitest";
import { eventKey } from "@/lib/server/db/events/event-key";
import { transaction } from "@/lib/server/db/pool";
import { CompatCalls } from "@/lib/testing/compat-calls";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { openShops } from "@/lib/testing/open-shops";
import { redeemCode } from "./redeem-code";

let pool: pg.Pool;
let shop: CouponFixture;
let api: CompatCalls;
openShops(
  (opened) => {
    ({ pool, shop, api } = opened);
  },
  { connections: 64 },
);

const rows = async (sql: string) => (await pool.query(sql, [shop.workspaceId])).rows;
const redemptions = () => rows(`SELECT * FROM redemption WHERE workspace_id = $1 ORDER BY created_at, id`);
const events = () =>
  rows(`SELECT * FROM event WHERE workspace_id = $1 AND name LIKE 'redemption.%' ORDER BY id`);

describe("redeeming", () => {
  test("S0-2: 5% of 10000 takes 500 off, and the second use fails with quantity_exceeded", async () => {
    const customerId = (await shop.customers(1))[0] as string;
    const code = await shop.give(await shop.campaign(), { customerId });
    const first = await api.redeem(code);
    expect(first.status).toBe(200);
    expect(first.body.order).toMatchObject({
      source_id: "order-1",
      amount: 10_000,
      discount_amount: 500,
      total_discount_amount: 500,
      applied_discount_amount: 500,
      total_amount: 9_500,
      status: "PAID",
      object: "order",
    });
    expect(first.body.redemptions).toMatchObject([
      {
        object: "redemption",
        result: "SUCCESS",
        status: "SUCCEEDED",
        voucher: { code, redemption: { quantity: 1, redeemed_quantity: 1 } },
      },
    ]);
    expect(first.body.redemptions[0]?.id).toMatch(/^r_[0-9a-f]{32}$/);

    const second = await api.redeem(code);
    expect(second).toMatchObject({
      status: 400,
      body: {
        code: 400,
        key: "quantity_exceeded",
        details: "This code has been used.",
        request_id: "v-test",
        resource_type: "redemption",
      },
    });
    expect(second.body.resource_id).toMatch(/^rf_/);
    expect((await redemptions()).map(({ status, failure }) => [status, failure])).toEqual([
      ["succeeded", null],
      ["failed", "quantity_exceeded"],
    ]);
  });

  test("S0-2: of 64 who redeem one code at the same moment exactly one gets through", async () => {
    const campaign = await shop.campaign();
    const code = await shop.give(campaign);
    const tries = Array.from({ length: 64 }, (_, index) =>
      transaction(
        (client) =>
          redeemCode(client, {
            workspaceId: shop.workspaceId,
            code,
            customerId: null,
            order: { amount: 10_000, shippingAmount: 0, currency: "EUR" },
            orderId: `order-${index}`,
            source: "api",
            now: shop.now,
          }),
        pool,
      ),
    );
    const results = await Promise.all(tries);
    expect(results.filter(({ kind }) => kind === "succeeded")).toHaveLength(1);
    expect(
      results.filter((result) => result.kind === "failed" && result.key === "quantity_exceeded"),
    ).toHaveLength(63);
    expect(await rows(`SELECT redeemed_quantity FROM voucher WHERE workspace_id = $1`)).toEqual([
      { redeemed_quantity: 1 },
    ]);
    expect(await redemptions()).toHaveLength(64);
  });

  test("S0-29: a customer with two codes who redeems both at the same moment gets one through where one is allowed", async () => {
    const [customerId] = await shop.customers(1);
    const campaign = await shop.campaign({ perCustomer: 1 });
    const codes = await shop.issue(
      Array.from({ length: 8 }, () => shop.request(campaign, { customerId, reuse: "new" })),
    );
    const results = await Promise.all(
      codes.map((result) => api.redeem(result.kind === "issued" ? result.voucher.code : "")),
    );
    expect(results.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(results.filter(({ body }) => body.key === "redemption_rules_violated")).toHaveLength(7);
  });

  test("the log of whom the code was given to tells what was redeemed, with the run that gave it", async () => {
    const [customerId] = await shop.customers(1);
    const campaign = await shop.campaign();
    const request = shop.request(campaign, { customerId });
    const [given] = await shop.issue([request]);
    const code = given?.kind === "issued" ? given.voucher.code : "";
    await api.redeem(code, { order: { source_id: "order-7", amount: 4_000 } });
    await api.redeem(code);
    const log = await events();
    expect(log.map(({ name, customer_id }) => [name, customer_id])).toEqual([
      ["redemption.succeeded", customerId],
      ["redemption.failed", customerId],
    ]);
    expect(log[0].properties).toMatchObject({
      code,
      campaignId: campaign,
      runId: request.runId,
      orderId: "order-7",
      discountAmount: 200,
      orderAmount: 4_000,
      currency: "EUR",
    });
    expect(log[1].properties).toMatchObject({ failure: "quantity_exceeded" });
    const pending = await pool.query(`SELECT count(*) AS waiting FROM event_pending WHERE customer_id = $1`, [
      customerId,
    ]);
    // The redemption with its order that was made and paid, and the refusal; nobody looks at the gift itself.
    expect(pending.rows[0].waiting).toBe(4);
  });

  test("the same Idempotency-Key gives the same answer, also at the same moment and for a refusal; another request is told off", async () => {
    const code = await shop.give(await shop.campaign());
    const answers = await Promise.all(Array.from({ length: 5 }, () => api.redeem(code, {}, "key-1")));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers[0]?.status).toBe(200);
    expect(await api.redeem(code, {}, "key-2")).toMatchObject({ status: 400 });
    expect((await api.redeem(code, {}, "key-2")).body).toEqual((await api.redeem(code, {}, "key-2")).body);
    expect(await api.redeem(code, { order: { amount: 1 } }, "key-1")).toMatchObject({
      body: { key: "idempotency_key_reused" },
    });
    expect(await redemptions()).toHaveLength(2);
  });
});

describe("rolling back", () => {
  test("gives the use back, once, and tells the log", async () => {
    const [customerId] = await shop.customers(1);
    const code = await shop.give(await shop.campaign(), { customerId });
    const id = (await api.redeem(code)).body.redemptions[0]?.id as string;
    expect(await api.rollback(id)).toMatchObject({
      status: 200,
      body: {
        object: "redemption_rollback",
        redemption: id,
        result: "SUCCESS",
        reason: "returned",
        order: { status: "CANCELED" },
      },
    });
    expect(await api.rollback(id)).toMatchObject({ body: { key: "already_rolled_back" } });
    expect((await events()).map(({ name }) => name)).toEqual([
      "redemption.succeeded",
      "redemption.rollback.succeeded",
      "redemption.rollback.failed",
    ]);
    expect((await api.redeem(code)).status).toBe(200);
    expect((await redemptions()).map(({ status }) => status)).toEqual(["rolled_back", "succeeded"]);
  });

  test("of many at the same moment exactly one takes it back", async () => {
    const code = await shop.give(await shop.campaign({ quantityPerCode: 3 }));
    await api.redeem(code);
    const id = (await api.redeem(code)).body.redemptions[0]?.id as string;
    const answers = await Promise.all(Array.from({ length: 10 }, () => api.rollback(id)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await rows(`SELECT redeemed_quantity FROM voucher WHERE workspace_id = $1`)).toEqual([
      { redeemed_quantity: 1 },
    ]);
  });

  test("a failed redemption and a stranger's cannot be taken back", async () => {
    const other = await new CouponFixture(pool).open();
    const code = await shop.give(await shop.campaign());
    const id = (await api.redeem(code)).body.redemptions[0]?.id as string;
    const failed = (await api.redeem(code)).body.resource_id;
    expect(await api.rollback(failed)).toMatchObject({ body: { key: "not_found" } });
    expect(await new CompatCalls(other).rollback(id)).toMatchObject({ body: { key: "not_found" } });
  });

  test("S1-27: an order that was told of before is not told of as new by a redemption, and its event has the key that the log knows it by", async () => {
    const [code = ""] = await shop.codes(await shop.campaign({ type: "static" }), 1);
    expect(
      (await api.redeem(code, { order: { source_id: "o-1", amount: 100, status: "PAID" } })).status,
    ).toBe(200);
    const told = await rows(`SELECT shard, name, message_id FROM event WHERE workspace_id = $1 ORDER BY id`);
    expect(told.map(({ name }) => name)).toEqual(["redemption.succeeded", "order.created", "order.paid"]);
    for (const { shard, message_id } of told) {
      const key = eventKey(shop.workspaceId, message_id);
      const found = await pool.query(`SELECT FROM event_key WHERE shard = $1 AND key = $2`, [shard, key]);
      expect(found.rowCount).toBe(1);
    }
  });

  test("S0-2: of 64 orders that use a code of 40 uses at once, 40 get through, and each is kept and told once", async () => {
    const [code = ""] = await shop.codes(await shop.campaign({ type: "static" }), 1, 40);
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, index) =>
        api.redeem(code, { order: { source_id: `order-${index}`, amount: 100 } }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(40);
    const [counts] = await rows(
      `SELECT (SELECT redeemed_quantity FROM voucher WHERE workspace_id = $1) AS used,
              (SELECT count(*)::int FROM redemption WHERE workspace_id = $1 AND status = 'succeeded') AS kept,
              (SELECT count(*)::int FROM redemption WHERE workspace_id = $1 AND status = 'failed') AS refused,
              (SELECT count(*)::int FROM event WHERE workspace_id = $1 AND name = 'redemption.succeeded') AS told,
              (SELECT count(*)::int FROM event WHERE workspace_id = $1 AND name = 'redemption.failed') AS told_refused,
              (SELECT count(*)::int FROM shop_order WHERE workspace_id = $1) AS orders`,
    );
    expect(counts).toEqual({ used: 40, kept: 40, refused: 24, told: 40, told_refused: 24, orders: 40 });
  });
});
