import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { z } from "zod";
import {
  publishVoucherContract,
  redeemRedeemablesContract,
  rollbackRedemptionContract,
  validateRedeemablesContract,
} from "@/lib/contracts/vouchers";
import { CompatError } from "@/lib/server/compat/errors";
import { transaction } from "@/lib/server/db/pool";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { testDatabase } from "@/lib/testing/database";
import { publishVoucher } from "./publish-voucher";
import { redeemCode } from "./redeem-code";
import { redeemRedeemables } from "./redeem-redeemables";
import { rollbackRedemption } from "./rollback-redemption";
import { validateRedeemables } from "./validate-redeemables";

const HOUR = 3_600_000;
let pool: pg.Pool;
let shop: CouponFixture;
beforeAll(async () => {
  const { url } = await testDatabase();
  pool = new pg.Pool({ connectionString: url, max: 64 });
});
afterAll(() => pool.end());
beforeEach(async () => {
  shop = await new CouponFixture(pool).open();
});

/** What of the answers these tests look into by name; the rest is compared as it is. */
type Answer = {
  status: number;
  body: {
    key?: string;
    order: unknown;
    resource_id: string;
    redemptions: { id: string; customer: unknown }[];
    voucher: { code: string; holder_id: string };
  };
};
const common = (path: string, key?: string) => ({
  actor: shop.actor,
  request: new Request(`http://shop.example${path}`, {
    method: "POST",
    headers: key ? { "idempotency-key": key } : {},
  }),
  requestId: "v-test",
});
const settle = async (answer: Promise<unknown>) =>
  (await answer.catch((error: unknown) => {
    if (error instanceof CompatError)
      return { status: "refused", body: { key: error.key, details: error.details } };
    throw error;
  })) as Answer;

type Redeeming = z.input<NonNullable<typeof redeemRedeemablesContract.body>>;
const body = (code: string, given: Partial<Redeeming> = {}) =>
  redeemRedeemablesContract.body!.parse({
    redeemables: [{ object: "voucher", id: code }],
    order: { source_id: "order-1", amount: 10_000 },
    ...given,
  });
const redeem = (code: string, given: Partial<Redeeming> = {}, key?: string) => {
  shop.now += 1; // so that redemptions sort in the order they were asked for
  const call = { ...common("/v1/redemptions", key), params: {}, query: {}, body: body(code, given) };
  return settle(redeemRedeemables(call, shop.clock));
};
const validate = (code: string, given: Partial<Redeeming> = {}) =>
  settle(
    validateRedeemables(
      {
        ...common("/v1/validations"),
        params: {},
        query: {},
        body: validateRedeemablesContract.body!.parse(body(code, given)),
      },
      shop.clock,
    ),
  );
const rollback = (id: string) =>
  settle(
    rollbackRedemption(
      {
        ...common(`/v1/redemptions/${id}/rollback`),
        params: { id },
        query: {},
        body: rollbackRedemptionContract.body!.parse({ reason: "returned" }),
      },
      shop.clock,
    ),
  );
const publish = (given: z.input<NonNullable<typeof publishVoucherContract.body>>, key?: string) =>
  settle(
    publishVoucher(
      {
        ...common("/v1/publications", key),
        params: {},
        query: {},
        body: publishVoucherContract.body!.parse(given),
      },
      shop.clock,
    ),
  );
const rows = async (sql: string) => (await pool.query(sql, [shop.workspaceId])).rows;
const redemptions = () => rows(`SELECT * FROM redemption WHERE workspace_id = $1 ORDER BY created_at, id`);
const events = () =>
  rows(`SELECT * FROM event WHERE workspace_id = $1 AND name LIKE 'redemption.%' ORDER BY id`);

describe("redeeming", () => {
  test("S0-2: 5% of 10000 takes 500 off, and the second use fails with quantity_exceeded", async () => {
    const customerId = (await shop.customers(1))[0] as string;
    const code = await shop.give(await shop.campaign(), { customerId });
    const first = await redeem(code);
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

    const second = await redeem(code);
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
      codes.map((result) => redeem(result.kind === "issued" ? result.voucher.code : "")),
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
    await redeem(code, { order: { source_id: "order-7", amount: 4_000 } });
    await redeem(code);
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
    expect(pending.rows[0].waiting).toBe(2);
  });

  test("the same Idempotency-Key gives the same answer, also at the same moment and for a refusal; another request is told off", async () => {
    const code = await shop.give(await shop.campaign());
    const answers = await Promise.all(Array.from({ length: 5 }, () => redeem(code, {}, "key-1")));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers[0]?.status).toBe(200);
    expect(await redeem(code, {}, "key-2")).toMatchObject({ status: 400 });
    expect((await redeem(code, {}, "key-2")).body).toEqual((await redeem(code, {}, "key-2")).body);
    expect(await redeem(code, { order: { amount: 1 } }, "key-1")).toMatchObject({
      body: { key: "idempotency_key_reused" },
    });
    expect(await redemptions()).toHaveLength(2);
  });

  test.each([
    ["voucher_not_active", { startsAt: Date.parse("2026-05-02T00:00:00Z") }],
    ["voucher_expired", { endsAt: Date.parse("2026-05-01T00:00:00Z") }],
    ["voucher_disabled", { active: false }],
  ])("S0-22: refuses with %s and keeps the try", async (key, columns) => {
    const campaign = await shop.campaign({ type: "static", ...columns });
    const [code] = await shop.codes(campaign, 1);
    expect(await redeem(code as string)).toMatchObject({ status: 400, body: { key } });
    expect(await validate(code as string)).toMatchObject({
      status: 200,
      body: { valid: false, redeemables: [{ result: { error: { key } } }] },
    });
    expect(await redemptions()).toMatchObject([{ status: "failed", failure: key }]);
  });

  test("S0-24: valid for 48 hours after it was given: 47 hours later it counts, 49 hours later it does not", async () => {
    const campaign = await shop.campaign({
      validForMs: 48 * HOUR,
      endsAt: shop.now + HOUR,
      quantityPerCode: 2,
    });
    const code = await shop.give(campaign);
    shop.now += 47 * HOUR;
    expect((await redeem(code)).status).toBe(200);
    shop.now += 2 * HOUR;
    expect(await redeem(code)).toMatchObject({ status: 400, body: { key: "voucher_expired" } });
  });

  test("S4-14: free shipping and 5% both come off the order", async () => {
    const discount = {
      type: "combination",
      effects: [{ type: "free_shipping" }, { type: "percent", percentOff: 5 }],
    };
    const code = await shop.give(await shop.campaign({ discount }));
    const order = {
      source_id: "order-2",
      items: [
        { product_id: "mug", quantity: 2, price: 5_000 },
        { product_id: "prod_5h1pp1ng", quantity: 1, price: 590 },
      ],
    };
    const answer = await redeem(code, { order });
    expect(answer.body.order).toMatchObject({
      amount: 10_590,
      items_discount_amount: 590,
      discount_amount: 500,
      total_discount_amount: 1_090,
      total_amount: 9_500,
      items: [{ amount: 10_000 }, { amount: 590, discount_amount: 590, subtotal_amount: 0 }],
    });
    expect(await redemptions()).toMatchObject([
      { order_amount: 10_590, discount_amount: 1_090, currency: "EUR" },
    ]);
  });

  test("an unknown code is 404, and leaves nothing behind", async () => {
    expect(await redeem("NO-SUCH-CODE")).toMatchObject({ status: "refused", body: { key: "not_found" } });
    expect(await redemptions()).toEqual([]);
  });

  test("a code of another workspace is as unknown as any", async () => {
    const other = await new CouponFixture(pool).open();
    const code = await other.give(await other.campaign());
    expect(await redeem(code)).toMatchObject({ body: { key: "not_found" } });
    expect(await validate(code)).toMatchObject({
      body: { valid: false, redeemables: [{ result: { error: { key: "not_found", code: 404 } } }] },
    });
  });

  test("a customer nobody knew is made, and the redemption is theirs", async () => {
    const [code = ""] = await shop.codes(await shop.campaign({ type: "standalone" }), 1, null);
    const answer = await redeem(code, {
      customer: { source_id: "new-1", email: "New@Shop.example", name: "Nora New" },
    });
    expect(answer.body.redemptions[0]?.customer).toMatchObject({
      source_id: "new-1",
      email: "new@shop.example",
      name: "Nora New",
      object: "customer",
    });
    const [customer] = await rows(
      `SELECT id FROM customer WHERE workspace_id = $1 AND external_id = 'new-1'`,
    );
    expect(await redemptions()).toMatchObject([{ customer_id: customer.id }]);
    expect(await events()).toMatchObject([{ name: "redemption.succeeded", customer_id: customer.id }]);
  });

  test("says what it does not do yet instead of doing half of it", async () => {
    const code = await shop.give(await shop.campaign());
    const second = await shop.give(await shop.campaign());
    const two = { redeemables: [code, second].map((id) => ({ object: "voucher" as const, id })) };
    expect(await redeem(code, two)).toMatchObject({ body: { key: "not_supported" } });
    expect(await redeem(code, { redeemables: [two.redeemables[0]!, two.redeemables[0]!] })).toMatchObject({
      body: { key: "duplicated_redeemables" },
    });
    expect(await redeem(code, { session: { type: "LOCK" } })).toMatchObject({
      body: { key: "not_supported" },
    });
    expect((await redeem(code)).status).toBe(200);
  });
});

describe("validating", () => {
  test("answers what the code would do and changes nothing", async () => {
    const code = await shop.give(await shop.campaign());
    const answer = await validate(code, { customer: { source_id: "stranger" } });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        valid: true,
        order: { amount: 10_000, total_discount_amount: 500, total_amount: 9_500, object: "order" },
        redeemables: [
          {
            status: "APPLICABLE",
            id: code,
            object: "voucher",
            result: { discount: { type: "PERCENT", percent_off: 5, effect: "APPLY_TO_ORDER" } },
          },
        ],
      },
    });
    expect("inapplicable_redeemables" in answer.body).toBe(false);
    expect(await rows(`SELECT redeemed_quantity FROM voucher WHERE workspace_id = $1`)).toEqual([
      { redeemed_quantity: 0 },
    ]);
    expect(await rows(`SELECT id FROM customer WHERE workspace_id = $1`)).toEqual([]);
  });

  test("an amount in another currency than the order's does not apply", async () => {
    const code = await shop.give(
      await shop.campaign({ discount: { type: "amount", amountOff: 500, currency: "EUR" } }),
    );
    expect(await validate(code)).toMatchObject({
      body: { valid: true, order: { total_discount_amount: 500 } },
    });
    expect(await validate(code, { order: { amount: 10_000, currency: "USD" } })).toMatchObject({
      body: {
        valid: false,
        inapplicable_redeemables: [{ result: { error: { key: "order_rules_violated" } } }],
      },
    });
  });
});

describe("rolling back", () => {
  test("gives the use back, once, and tells the log", async () => {
    const [customerId] = await shop.customers(1);
    const code = await shop.give(await shop.campaign(), { customerId });
    const id = (await redeem(code)).body.redemptions[0]?.id as string;
    expect(await rollback(id)).toMatchObject({
      status: 200,
      body: {
        object: "redemption_rollback",
        redemption: id,
        result: "SUCCESS",
        reason: "returned",
        order: { status: "CANCELED" },
      },
    });
    expect(await rollback(id)).toMatchObject({ body: { key: "already_rolled_back" } });
    expect((await events()).map(({ name }) => name)).toEqual([
      "redemption.succeeded",
      "redemption.rollback.succeeded",
    ]);
    expect((await redeem(code)).status).toBe(200);
    expect((await redemptions()).map(({ status }) => status)).toEqual(["rolled_back", "succeeded"]);
  });

  test("of many at the same moment exactly one takes it back", async () => {
    const code = await shop.give(await shop.campaign({ quantityPerCode: 3 }));
    await redeem(code);
    const id = (await redeem(code)).body.redemptions[0]?.id as string;
    const answers = await Promise.all(Array.from({ length: 10 }, () => rollback(id)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await rows(`SELECT redeemed_quantity FROM voucher WHERE workspace_id = $1`)).toEqual([
      { redeemed_quantity: 1 },
    ]);
  });

  test("a failed redemption and a stranger's cannot be taken back", async () => {
    const other = await new CouponFixture(pool).open();
    const code = await shop.give(await shop.campaign());
    const id = (await redeem(code)).body.redemptions[0]?.id as string;
    const failed = (await redeem(code)).body.resource_id;
    expect(await rollback(failed)).toMatchObject({ body: { key: "not_found" } });
    shop = other;
    expect(await rollback(id)).toMatchObject({ body: { key: "not_found" } });
  });
});

describe("publishing", () => {
  test("S0-20: a fixed pool of three serves three; auto-update serves a fourth", async () => {
    for (const [type, fourth] of [
      ["static", { body: { key: "no_voucher_suitable_for_publication" } }],
      ["auto_update", { status: 200 }],
    ] as const) {
      const name = `Pool ${type}`;
      await shop.codes(await shop.campaign({ name, type }), 3);
      const give = (index: number) =>
        publish({ campaign: { name }, customer: { source_id: `${type}-${index}` } });
      expect([await give(1), await give(2), await give(3)].map(({ status }) => status)).toEqual([
        200, 200, 200,
      ]);
      expect(await give(4)).toMatchObject(fourth);
    }
  });

  test("S0-38: 200 customers at once get 200 different codes", async () => {
    const name = "Two hundred";
    await shop.codes(await shop.campaign({ name, type: "static" }), 200);
    const answers = await Promise.all(
      Array.from({ length: 201 }, (_, index) =>
        publish({ campaign: { name }, customer: { source_id: `buyer-${index}` } }),
      ),
    );
    const given = answers.filter(({ status }) => status === 200);
    expect(given).toHaveLength(200);
    expect(new Set(given.map(({ body }) => body.voucher.code)).size).toBe(200);
    expect(new Set(given.map(({ body }) => body.voucher.holder_id)).size).toBe(200);
  });

  test("S0-38: a code that somebody has is not given to somebody else", async () => {
    const [code] = await shop.codes(await shop.campaign({ type: "static" }), 1);
    const one = await publish({ voucher: code, customer: { source_id: "one" } });
    expect(one).toMatchObject({
      status: 200,
      body: { object: "publication", result: "SUCCESS", voucher: { code, publish: { count: 1 } } },
    });
    expect(await publish({ voucher: code, customer: { source_id: "two" } })).toMatchObject({
      body: { key: "voucher_already_published" },
    });
    expect((await publish({ voucher: code, customer: { source_id: "one" } })).status).toBe(200);
  });

  test("S0-39: the same source_id gives the same code again, and to nobody else", async () => {
    const name = "Again";
    await shop.campaign({ name });
    const give = (source: string) =>
      publish({ campaign: { name }, customer: { source_id: source }, source_id: "gift-1" });
    const raced = await Promise.all([give("one"), give("one"), give("one")]);
    expect(new Set(raced.map(({ body }) => body.voucher.code)).size).toBe(1);
    expect(await give("two")).toMatchObject({ body: { key: "invalid_publish_params" } });
  });

  test("S0-39: the same Idempotency-Key gives the same code again", async () => {
    const name = "Key";
    await shop.campaign({ name });
    const answers = await Promise.all(
      [1, 2, 3].map(() => publish({ campaign: { name }, customer: { source_id: "one" } }, "key-9")),
    );
    expect(new Set(answers.map(({ body }) => body.voucher.code)).size).toBe(1);
  });

  test("join_once gives the customer the code they have", async () => {
    const name = "Once";
    await shop.campaign({ name });
    const give = () => publish({ campaign: { name }, customer: { source_id: "one" }, join_once: true });
    expect((await give()).body.voucher.code).toBe((await give()).body.voucher.code);
  });

  test("names an unknown campaign, code or customer", async () => {
    expect(await publish({ campaign: { name: "None" }, customer: { source_id: "one" } })).toMatchObject({
      body: { key: "not_found" },
    });
    expect(await publish({ voucher: "NONE", customer: { source_id: "one" } })).toMatchObject({
      body: { key: "not_found" },
    });
    expect(await publish({ campaign: { name: "None" }, customer: {} })).toMatchObject({
      body: { key: "invalid_customer" },
    });
    expect(await publish({ campaign: { name: "None" }, customer: { email: "no mail" } })).toMatchObject({
      body: { key: "invalid_customer" },
    });
  });
});
