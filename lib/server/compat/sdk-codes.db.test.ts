import { VoucherifyServerSide } from "@voucherify/sdk";
import type pg from "pg";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashApiKey, newApiKeySecret } from "@/lib/server/auth/api-key-secret";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { testDatabase } from "@/lib/testing/database";
import { routesBelow } from "@/lib/testing/route-files";
import { serveRoutes } from "@/lib/testing/serve-routes";

/** Codes of their own and the orders they are used for, through the vendor's own client against the real routes. */
let pool: pg.Pool;
let shop: CouponFixture;
let server: Awaited<ReturnType<typeof serveRoutes>>;
let client: ReturnType<typeof VoucherifyServerSide>;
let secret: string;

beforeAll(async () => {
  ({ pool } = await testDatabase());
  const routes = await routesBelow("v1");
  server = await serveRoutes(
    Object.fromEntries(routes.map(({ contract, call }) => [`${contract.method} ${contract.path}`, call])),
  );
  shop = await new CouponFixture(pool).open();
  secret = newApiKeySecret("admin");
  await pool.query(
    `INSERT INTO api_key (id, workspace_id, name, scope, hash, prefix) VALUES ($1, $2, 'Shop', 'admin', $3, 'ck')`,
    [v7(), shop.workspaceId, hashApiKey(secret)],
  );
  client = VoucherifyServerSide({
    applicationId: "app",
    secretKey: secret,
    apiUrl: server.url,
    timeoutMs: 20_000,
  });
});
afterAll(() => server.close());

const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );
const post = async (path: string, body: unknown, key: string) => {
  const response = await fetch(`${server.url}${path}`, {
    method: "POST",
    headers: { "x-app-id": "app", "x-app-token": secret, "idempotency-key": key },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const fivePercent = { type: "DISCOUNT_VOUCHER", discount: { type: "PERCENT", percent_off: 5 } };

describe("a code of its own", () => {
  test("is made switched off, with its metadata and bound to its rules, or not at all", async () => {
    const rule = await client.validationRules.create({
      name: "Big orders",
      rules: { "1": { name: "order.amount", conditions: { $more_than: [5_000] } }, logic: "1" },
    } as never);
    const made = await client.vouchers.create({
      ...fivePercent,
      code: "QUIET",
      active: false,
      metadata: { origin: "radio" },
      validation_rules: [rule.id],
    } as never);
    expect(made).toMatchObject({
      code: "QUIET",
      active: false,
      metadata: { origin: "radio" },
      campaign: null,
      validation_rules_assignments: {
        total: 1,
        data: [{ rule_id: rule.id, related_object_type: "voucher", related_object_id: made.id }],
      },
    });
    expect(
      await failure(
        client.vouchers.create({
          ...fivePercent,
          code: "BROKEN",
          validation_rules: ["val_none"],
        } as never),
      ),
    ).toMatchObject({ key: "invalid_validation_rules" });
    expect(await failure(client.vouchers.get("BROKEN"))).toMatchObject({ code: 404 });
  });

  test("is made once for one Idempotency-Key", async () => {
    const first = await post("/v1/vouchers", fivePercent, "make-once");
    const second = await post("/v1/vouchers", fivePercent, "make-once");
    expect(first.status).toBe(200);
    expect(second).toEqual(first);
    const { rows } = await pool.query(
      `SELECT count(*)::int AS count FROM voucher WHERE workspace_id = $1 AND code = $2`,
      [shop.workspaceId, first.body.code],
    );
    expect(rows[0].count).toBe(1);
  });

  test("can be made again after it was deleted", async () => {
    await client.vouchers.create({ ...fivePercent, code: "AGAIN" } as never);
    await client.vouchers.delete("AGAIN");
    expect(await failure(client.vouchers.get("AGAIN"))).toMatchObject({ code: 404 });
    expect(await client.vouchers.create({ ...fivePercent, code: "AGAIN" } as never)).toMatchObject({
      code: "AGAIN",
    });
  });

  test("takes another discount, and a gift card another amount; a campaign's code is told where to change it", async () => {
    await client.vouchers.create({ ...fivePercent, code: "WORTH" } as never);
    expect(
      await client.vouchers.update({ code: "WORTH", discount: { type: "AMOUNT", amount_off: 700 } } as never),
    ).toMatchObject({ discount: { type: "AMOUNT", amount_off: 700 } });
    await client.vouchers.create({ type: "GIFT_VOUCHER", gift: { amount: 5_000 }, code: "CARD" } as never);
    expect(await client.vouchers.update({ code: "CARD", gift: { amount: 8_000 } } as never)).toMatchObject({
      gift: { amount: 8_000, balance: 8_000 },
    });
    const campaignId = await shop.campaign();
    const [pooled] = await shop.codes(campaignId, 1);
    const refusal = await failure(
      client.vouchers.update({ code: pooled, discount: { type: "AMOUNT", amount_off: 700 } } as never),
    );
    expect(refusal).toMatchObject({ key: "invalid_voucher" });
    expect(
      await failure(client.vouchers.update({ code: pooled, validity_day_of_week: [1, 2] } as never)),
    ).toMatchObject({ key: "invalid_voucher" });
    expect(
      await client.vouchers.update({ code: "WORTH", validity_day_of_week: [1, 2] } as never),
    ).toMatchObject({ validity_day_of_week: [1, 2], discount: { amount_off: 700 } });
    expect(
      await client.vouchers.update({
        code: pooled,
        discount: { type: "PERCENT", percent_off: 5 },
        metadata: { seen: true },
      } as never),
    ).toMatchObject({ metadata: { seen: true } });
  });
});

describe("a campaign", () => {
  test("shows the rules it is bound to, and whether codes are being made", async () => {
    const rule = await client.validationRules.create({
      name: "Bigger orders",
      rules: { "1": { name: "order.amount", conditions: { $more_than: [9_000] } }, logic: "1" },
    } as never);
    const made = await client.campaigns.create({
      name: "Many",
      type: "STATIC",
      vouchers_count: 2_000,
      voucher: fivePercent,
      validation_rules: [rule.id],
    } as never);
    // Nobody works here, so that the lot stays as it was begun: with the campaign, in one transaction.
    expect(await client.campaigns.get("Many")).toMatchObject({
      id: made.id,
      vouchers_count: 0,
      creation_status: "IN_PROGRESS",
      vouchers_generation_status: "IN_PROGRESS",
      validation_rules_assignments: {
        total: 1,
        data: [{ rule_id: rule.id, related_object_type: "campaign", related_object_id: made.id }],
      },
    });
    const { rows } = await pool.query(
      `SELECT task_identifier FROM graphile_worker.jobs WHERE key = 'generate_codes:' || (
         SELECT id FROM code_batch WHERE workspace_id = $1 AND wanted = 2000)::text`,
      [shop.workspaceId],
    );
    expect(rows).toEqual([{ task_identifier: "generate_codes" }]);
  });
});

describe("an order named by our own id", () => {
  test("is written once by its redemption, and cancelled when that is taken back", async () => {
    const campaignId = await shop.campaign();
    const [code] = await shop.codes(campaignId, 1);
    const order = await client.orders.create({ amount: 10_000, status: "CREATED" } as never);
    const redeemed = await client.redemptions.redeemStackable({
      redeemables: [{ object: "voucher", id: code }],
      order: { id: order.id, amount: 10_000 },
    } as never);
    expect(redeemed.order).toMatchObject({ id: order.id, status: "PAID" });
    expect(await orders()).toEqual([{ status: "PAID", amount: 10_000, discount_amount: 500 }]);
    expect(await names()).toEqual(["order.created", "order.updated", "order.paid"]);
    await client.redemptions.rollback(redeemed.redemptions[0]!.id as string);
    expect(await orders()).toEqual([{ status: "CANCELED", amount: 10_000, discount_amount: 0 }]);
    expect((await names()).at(-1)).toBe("order.canceled");
  });

  test("is cancelled also where the redemption was the first to tell of it, and is not found where there is none", async () => {
    const [one, two] = await shop.codes(await shop.campaign(), 2);
    const redeemed = await client.redemptions.redeemStackable({
      redeemables: [{ object: "voucher", id: one }],
      order: { amount: 4_000 },
    } as never);
    await client.redemptions.rollback(redeemed.redemptions[0]!.id as string);
    expect(await client.orders.get((redeemed.order as { id: string }).id)).toMatchObject({
      status: "CANCELED",
    });
    expect(
      await failure(
        client.redemptions.redeemStackable({
          redeemables: [{ object: "voucher", id: two }],
          order: { id: `ord_${"0".repeat(32)}`, amount: 4_000 },
        } as never),
      ),
    ).toMatchObject({ key: "not_found", resource_type: "order" });
  });
});

async function orders() {
  const { rows } = await pool.query(
    `SELECT status, amount::int, discount_amount::int FROM shop_order WHERE workspace_id = $1 AND amount = 10000`,
    [shop.workspaceId],
  );
  return rows;
}

async function names() {
  const { rows } = await pool.query(
    `SELECT name FROM event WHERE workspace_id = $1 AND name LIKE 'order.%' ORDER BY accepted_at, id`,
    [shop.workspaceId],
  );
  return rows.map(({ name }) => name);
}
