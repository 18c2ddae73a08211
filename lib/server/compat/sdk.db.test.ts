import { VoucherifyServerSide } from "@voucherify/sdk";
import type pg from "pg";
import { v7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { GET as unknownPath } from "@/app/v1/[...path]/route";
import { POST as publications } from "@/app/v1/publications/route";
import { POST as rollback } from "@/app/v1/redemptions/[id]/rollback/route";
import { GET as redemption } from "@/app/v1/redemptions/[id]/route";
import { POST as redemptions } from "@/app/v1/redemptions/route";
import { POST as validations } from "@/app/v1/validations/route";
import { GET as voucher } from "@/app/v1/vouchers/[code]/route";
import type { KeyScope } from "@/lib/domain/access/permissions";
import { hashApiKey, newApiKeySecret } from "@/lib/server/auth/api-key-secret";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { testDatabase } from "@/lib/testing/database";
import { serveRoutes } from "@/lib/testing/serve-routes";

/** The vendor's own client, pointed at this server: what a shop does that changes a base URL. */
let pool: pg.Pool;
let server: Awaited<ReturnType<typeof serveRoutes>>;
let shop: CouponFixture;
let secret: string;
let client: ReturnType<typeof VoucherifyServerSide>;

beforeAll(async () => {
  ({ pool } = await testDatabase());
  server = await serveRoutes({
    "POST /v1/validations": validations,
    "POST /v1/redemptions": redemptions,
    "GET /v1/redemptions/{id}": redemption,
    "POST /v1/redemptions/{id}/rollback": rollback,
    "GET /v1/vouchers/{code}": voucher,
    "POST /v1/publications": publications,
    "GET /v1/.*": unknownPath,
  });
});
afterAll(() => server.close());
beforeEach(async () => {
  shop = await new CouponFixture(pool).open();
  // The routes run on the wall clock, so what the fixture gives must too.
  shop.now = Date.now();
  secret = await key("admin");
  client = VoucherifyServerSide({
    applicationId: "any-app-id",
    secretKey: secret,
    apiUrl: server.url,
    timeoutMs: 10_000,
  });
});

async function key(scope: KeyScope): Promise<string> {
  const made = newApiKeySecret(scope);
  await pool.query(
    `INSERT INTO api_key (id, workspace_id, name, scope, hash, prefix) VALUES ($1, $2, 'Shop', $3, $4, 'ck')`,
    [v7(), shop.workspaceId, scope, hashApiKey(made)],
  );
  return made;
}

const order = { source_id: "order-1", amount: 10_000 };
const redeemables = (id: string) => [{ object: "voucher" as const, id }];
const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );
const post = (path: string, body: unknown, headers: Record<string, string>) =>
  fetch(`${server.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

describe("with the vendor's client", () => {
  test("S0-2: validates, redeems once, and is refused the second time with quantity_exceeded", async () => {
    const code = await shop.give(await shop.campaign({ name: "Win back" }));
    const check = await client.validations.validateStackable({ redeemables: redeemables(code), order });
    expect(check).toMatchObject({ valid: true, order: { total_discount_amount: 500, total_amount: 9_500 } });
    expect(check.inapplicable_redeemables).toBeUndefined();

    const used = await client.redemptions.redeemStackable({ redeemables: redeemables(code), order });
    expect(used.redemptions[0]).toMatchObject({ result: "SUCCESS", voucher: { code, campaign: "Win back" } });
    expect(
      await failure(client.redemptions.redeemStackable({ redeemables: redeemables(code), order })),
    ).toMatchObject({
      code: 400,
      key: "quantity_exceeded",
      message: "Quantity exceeded",
      details: "This code has been used.",
      resource_type: "redemption",
    });
    const again = await client.validations.validateStackable({ redeemables: redeemables(code), order });
    expect(again).toMatchObject({
      valid: false,
      inapplicable_redeemables: [{ id: code, result: { error: { key: "quantity_exceeded" } } }],
    });
  });

  test("reads a redemption and takes it back", async () => {
    const code = await shop.give(await shop.campaign());
    const { redemptions: made } = await client.redemptions.redeemStackable({
      redeemables: redeemables(code),
      order,
    });
    const id = made[0]?.id ?? "";
    expect(await client.redemptions.get(id)).toMatchObject({
      id,
      object: "redemption",
      result: "SUCCESS",
      order: { amount: 10_000 },
    });
    expect(await client.redemptions.rollback(id, { reason: "sent back" })).toMatchObject({
      object: "redemption_rollback",
      redemption: id,
      reason: "sent back",
      result: "SUCCESS",
    });
    expect(await failure(client.redemptions.rollback(id))).toMatchObject({
      code: 400,
      key: "already_rolled_back",
    });
    expect((await client.vouchers.get(code)).redemption).toMatchObject({ quantity: 1, redeemed_quantity: 0 });
  });

  test("S0-38, S0-39: publishes a campaign's code to a customer, the same one for the same source id", async () => {
    await shop.campaign({ name: "Welcome", validForMs: 3_600_000 });
    const give = () =>
      client.distributions.publications.create({
        campaign: { name: "Welcome" },
        customer: { source_id: "shopper-7", email: "seven@shop.example" },
        source_id: "welcome-7",
      });
    const first = await give();
    expect(first).toMatchObject({
      object: "publication",
      result: "SUCCESS",
      customer: { source_id: "shopper-7" },
    });
    expect((await give()).voucher.code).toBe(first.voucher.code);
    const stored = await client.vouchers.get(first.voucher.code);
    expect(stored).toMatchObject({
      campaign: "Welcome",
      holder_id: first.customer_id,
      discount: { type: "PERCENT", percent_off: 5 },
    });
    expect(stored.expiration_date).toBeDefined();
  });

  test("reads the rate limit from the headers", async () => {
    const code = await shop.give(await shop.campaign());
    await client.vouchers.get(code);
    expect(client.apiLimitsHandler.areLimitsAvailable()).toBe(true);
    expect(client.apiLimitsHandler.getRateLimit()).toBeGreaterThan(
      client.apiLimitsHandler.getRateLimitRemaining() ?? 0,
    );
  });

  test("what is not there says so, as an error of the kind the client knows", async () => {
    expect(await failure(client.vouchers.get("NO-SUCH-CODE"))).toMatchObject({
      code: 404,
      key: "not_found",
      resource_id: "NO-SUCH-CODE",
      resource_type: "voucher",
    });
    expect(await failure(client.vouchers.list())).toMatchObject({ code: 501, key: "not_supported" });
  });
});

describe("over plain HTTP", () => {
  const body = (code: string) => ({ redeemables: redeemables(code), order });

  test("a Bearer key works as well; no key, a wrong one and one of too little scope do not", async () => {
    const code = await shop.give(await shop.campaign());
    const status = async (headers: Record<string, string>) => {
      const response = await post("/v1/validations", body(code), headers);
      const { code: inBody, key: errorKey } = (await response.json()) as { code?: number; key?: string };
      return [response.status, inBody, errorKey];
    };
    expect(await status({ authorization: `Bearer ${secret}` })).toEqual([200, undefined, undefined]);
    expect(await status({})).toEqual([401, 401, "unauthorized"]);
    expect(await status({ "x-app-id": "app", "x-app-token": "wrong" })).toEqual([401, 401, "unauthorized"]);
    expect(await status({ "x-app-id": "app", "x-app-token": await key("write") })).toEqual([
      403,
      403,
      "forbidden",
    ]);
    expect(await status({ cookie: "next-auth.session-token=anything" })).toEqual([401, 401, "unauthorized"]);
  });

  test.each([
    ["{ not json", 400, "invalid_payload"],
    [{}, 400, "invalid_payload"],
    [{ redeemables: [{ object: "voucher", id: "X" }], order: { amount: -1 } }, 400, "invalid_payload"],
    [{ redeemables: [{ object: "voucher", id: "X" }], order: { amount: 1.5 } }, 400, "invalid_payload"],
    [{ redeemables: [{ object: "promotion_tier", id: "X" }] }, 400, "invalid_payload"],
    [
      { redeemables: [{ object: "voucher", id: "X" }], customer: { email: "no mail" } },
      400,
      "invalid_customer",
    ],
    [
      { redeemables: [{ object: "voucher", id: "X" }], metadata: { text: "x".repeat(1_100_000) } },
      413,
      "payload_too_large",
    ],
  ])("bad input is refused with what to do: %#", async (sent, status, errorKey) => {
    const response = await post("/v1/redemptions", sent, { "x-app-id": "app", "x-app-token": secret });
    const answer = (await response.json()) as Record<string, unknown>;
    expect([response.status, answer.key]).toEqual([status, errorKey]);
    expect(answer).toMatchObject({
      code: status,
      details: expect.any(String),
      request_id: expect.stringMatching(/^v-/),
    });
    expect(response.headers.get("x-rate-limit-limit")).not.toBeNull();
  });

  test("a NUL character in the address names nothing", async () => {
    const response = await fetch(`${server.url}/v1/vouchers/A%00B`, { headers: { "x-app-token": secret } });
    expect([response.status, await response.json()]).toMatchObject([400, { key: "invalid_payload" }]);
  });

  test("the same Idempotency-Key gives the same answer", async () => {
    const code = await shop.give(await shop.campaign());
    const headers = { "x-app-id": "app", "x-app-token": secret, "idempotency-key": "checkout-1" };
    const first = await post("/v1/redemptions", body(code), headers);
    const second = await post("/v1/redemptions", body(code), headers);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(await second.json()).toEqual(await first.json());
    expect(second.headers.get("idempotent-replayed")).toBe("true");
  });
});
