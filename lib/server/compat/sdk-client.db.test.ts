import { VoucherifyClientSide } from "@voucherify/sdk";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { GET as unknownPath } from "@/app/client/v1/[...path]/route";
import { OPTIONS as preflight } from "@/app/client/v1/validations/route";
import { POST as publications } from "@/app/v1/publications/route";
import type { ClientCall } from "@/lib/domain/access/permissions";
import { testApiKey } from "@/lib/testing/account-fixture";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { testDatabase } from "@/lib/testing/database";
import { routesBelow } from "@/lib/testing/route-files";
import { serveRoutes } from "@/lib/testing/serve-routes";

/** The vendor's own client for pages, pointed at this server with a key of the scope client. */
const ORIGIN = "https://shop.example";
let pool: pg.Pool;
let server: Awaited<ReturnType<typeof serveRoutes>>;
let shop: CouponFixture;

beforeAll(async () => {
  ({ pool } = await testDatabase());
  const routes = await routesBelow("client/v1");
  server = await serveRoutes({
    ...Object.fromEntries(routes.map(({ contract, call }) => [`${contract.method} ${contract.path}`, call])),
    "POST /v1/publications": publications,
    "OPTIONS /client/v1/validations": preflight,
    "GET /client/v1/.*": unknownPath,
  });
});
afterAll(() => server.close());
beforeEach(async () => {
  shop = await new CouponFixture(pool).open();
  shop.now = Date.now();
});

const ALL: ClientCall[] = ["redeem", "publish", "qualify"];
async function page(calls: ClientCall[] = ALL, origin = ORIGIN) {
  const clientSecretKey = await testApiKey(shop.workspaceId, "client", { origins: [ORIGIN], calls });
  return VoucherifyClientSide({
    clientApplicationId: "shop",
    clientSecretKey,
    apiUrl: server.url,
    origin,
    trackingId: "shopper-1",
  });
}
const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );
const redeemables = (id: string) => [{ object: "voucher" as const, id }];
const post = (path: string, headers: Record<string, string>, body: unknown) =>
  fetch(`${server.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

describe("with the vendor's client for pages", () => {
  test("a code is checked by itself and in a stack, and used once", async () => {
    const client = await page();
    const code = await shop.give(await shop.campaign({ name: "Win back" }));
    expect(
      await client.validate({ code: ` ${code}\n`, amount: 10_000, session_type: "LOCK", session_key: "s-1" }),
    ).toMatchObject({
      valid: true,
      code,
      discount: { type: "PERCENT", percent_off: 5 },
      order: { amount: 10_000, total_discount_amount: 500 },
    });
    expect(
      await client.validate({
        code,
        items: [{ source_id: "shirt", quantity: 2, amount: 4_000 }],
        orderMetadata: { channel: "web" },
        session_type: "LOCK",
        session_key: "s-1",
      }),
    ).toMatchObject({ valid: true, order: { amount: 4_000, items: [{ source_id: "shirt", quantity: 2 }] } });
    const order = { amount: 10_000 };
    const session = { type: "LOCK" as const, key: "s-1" };
    expect(await client.validateStackable({ redeemables: redeemables(code), order, session })).toMatchObject({
      valid: true,
      order: { total_amount: 9_500 },
    });
    expect(
      await client.redeemStackable({ redeemables: redeemables(code), order, session } as never),
    ).toMatchObject({ redemptions: [{ result: "SUCCESS", voucher: { code } }] });
    expect(await failure(client.redeem(code, { order: { amount: 100 } }))).toMatchObject({
      code: 400,
      key: "quantity_exceeded",
      resource_type: "redemption",
    });
  });

  test("a customer is given a code, is listed theirs, and their events are taken", async () => {
    const client = await page();
    await shop.campaign({ name: "Welcome" });
    const given = await client.publish("Welcome", { customer: { source_id: "shopper-7" } });
    expect(given).toMatchObject({ object: "publication", customer: { source_id: "shopper-7" } });
    expect(await client.qualifications({ customer: { source_id: "shopper-7" } } as never)).toMatchObject({
      redeemables: { data: [{ id: given.voucher.code }], total: 1 },
    });
    expect(
      await client.redeem(given.voucher.code, {
        customer: { source_id: "shopper-7" },
        order: { amount: 100 },
      }),
    ).toMatchObject({ object: "redemption", result: "SUCCESS" });
    await pool.query(
      `INSERT INTO event_definition (id, workspace_id, name, title) VALUES (gen_random_uuid(), $1, 'looked', 'Looked')`,
      [shop.workspaceId],
    );
    expect(await client.track("looked", { source_id: "shopper-7" }, {})).toMatchObject({
      object: "event",
      type: "looked",
    });
    const { rows } = await pool.query(`SELECT 1 FROM event WHERE workspace_id = $1 AND name = 'looked'`, [
      shop.workspaceId,
    ]);
    expect(rows).toHaveLength(1);
  });

  test("a key may do what it was let do and no more, on its pages alone", async () => {
    const careful = await page([]);
    const code = await shop.give(await shop.campaign({ name: "Welcome" }));
    expect(await careful.validate({ code, amount: 100 })).toMatchObject({ valid: true });
    for (const call of [
      () => careful.redeem(code, {}),
      () => careful.redeemStackable({ redeemables: redeemables(code) }),
      () => careful.publish("Welcome", {}),
      () => careful.qualifications({ customer: { source_id: "shopper-1" } } as never),
    ])
      expect(await failure(call())).toMatchObject({ code: 403, key: "forbidden" });
    const elsewhere = await page(ALL, "https://other.example");
    expect(await failure(elsewhere.validate({ code }))).toMatchObject({ code: 403, key: "forbidden" });
    expect(await failure(careful.listVouchers())).toMatchObject({ code: 501, key: "not_supported" });
  });

  test("a page learns nothing of a person but what it says itself, and takes over nobody's address", async () => {
    const client = await page();
    const known = { source_id: "shopper-9", email: "nine@shop.example", name: "Nina Nine" };
    await client.createCustomer(known);
    const seen = await client.createCustomer({ source_id: "shopper-9", email: "thief@shop.example" });
    expect(seen).toMatchObject({ source_id: "shopper-9", object: "customer" });
    expect(JSON.stringify(seen)).not.toMatch(/nine@|Nina/);
    const { rows } = await pool.query(`SELECT email FROM customer WHERE workspace_id = $1`, [
      shop.workspaceId,
    ]);
    expect(rows).toEqual([{ email: "nine@shop.example" }]);
  });
});

describe("over HTTP", () => {
  test("a browser that asks first is told yes for a key's own pages and nothing for others", async () => {
    await page();
    const ask = (origin: string) =>
      fetch(`${server.url}/client/v1/validations`, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST" },
      });
    const yes = await ask(ORIGIN);
    expect(yes.headers.get("access-control-allow-origin")).toBe(ORIGIN);
    expect(yes.headers.get("access-control-allow-headers")).toContain("x-client-token");
    expect(yes.headers.get("access-control-allow-credentials")).toBeNull();
    expect((await ask("https://stranger.example")).headers.get("access-control-allow-origin")).toBeNull();
  });

  test("answers and refusals are readable by the page, with rate headers and the error's keys", async () => {
    const secret = await testApiKey(shop.workspaceId, "client", { origins: [ORIGIN], calls: [] });
    const headers = { "x-client-application-id": "shop", "x-client-token": secret, origin: ORIGIN };
    const ok = await post("/client/v1/validations", headers, { redeemables: redeemables("NONE") });
    expect([ok.status, ok.headers.get("access-control-allow-origin"), ok.headers.get("vary")]).toEqual([
      200,
      ORIGIN,
      "Origin",
    ]);
    expect(Number(ok.headers.get("x-rate-limit-remaining"))).toBeGreaterThan(0);
    const bad = await post("/client/v1/validations", headers, { redeemables: [] });
    expect(bad.headers.get("access-control-allow-origin")).toBe(ORIGIN);
    expect(await bad.json()).toMatchObject({
      code: 400,
      key: "invalid_payload",
      message: expect.any(String),
      details: expect.stringContaining("redeemables"),
      request_id: expect.stringMatching(/^v-/),
    });
  });

  test("other keys do not count here, and a client key counts nowhere else", async () => {
    const admin = await testApiKey(shop.workspaceId, "admin");
    const client = await testApiKey(shop.workspaceId, "client", { origins: [ORIGIN], calls: ALL });
    const body = { redeemables: redeemables("X") };
    expect(
      (await post("/client/v1/validations", { "x-client-token": admin, origin: ORIGIN }, body)).status,
    ).toBe(401);
    expect((await post("/client/v1/validations", { "x-client-token": client }, body)).status).toBe(403);
    const asServer = { "x-app-id": "shop", "x-app-token": client, origin: ORIGIN };
    expect(
      (await post("/v1/publications", asServer, { campaign: "X", customer: { source_id: "a" } })).status,
    ).toBe(403);
  });

  test("somebody who tries code after code from one address is slowed down", async () => {
    const secret = await testApiKey(shop.workspaceId, "client", { origins: [ORIGIN], calls: [] });
    const headers = { "x-client-token": secret, origin: ORIGIN };
    const guess = () => fetch(`${server.url}/client/v1/validate?code=GUESS`, { headers });
    const tries = await Promise.all(Array.from({ length: 310 }, guess));
    expect(tries.filter(({ status }) => status === 429).length).toBe(10);
    expect(tries.filter(({ status }) => status === 200).length).toBe(300);
  }, 30_000);
});
