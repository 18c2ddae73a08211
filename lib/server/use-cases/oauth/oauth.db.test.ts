import { VoucherifyServerSide } from "@voucherify/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cleanUp } from "@/lib/server/jobs/clean-up";
import { revokeApiKey } from "@/lib/server/use-cases/api-keys/revoke-api-key";
import { testApiKey } from "@/lib/testing/account-fixture";
import { type CompatServer, compatServer } from "@/lib/testing/compat-server";
import { CouponFixture } from "@/lib/testing/coupon-fixture";

let server: CompatServer;
let pool: CompatServer["pool"];
let shop: CompatServer["shop"];
let key: string;

beforeAll(async () => {
  server = await compatServer();
  ({ pool, shop, secret: key } = server);
});
afterAll(() => server.close());

const basic = (secret: string) => ({
  authorization: `Basic ${Buffer.from(`any-app:${secret}`).toString("base64")}`,
});
const form = (path: string, fields: Record<string, string>, headers: Record<string, string>) =>
  fetch(`${server.url}/v1/oauth/${path}`, { method: "POST", headers, body: new URLSearchParams(fields) });
const token = async (headers = basic(key)) => {
  const answer = await form("token", { grant_type: "client_credentials", scope: "api" }, headers);
  expect(answer.status).toBe(200);
  return (await answer.json()) as { access_token: string; client_id: string; expires_at: number };
};
/** The vendor's client, which sends a Bearer token instead of its own headers. */
const listing = async (bearer: string) => {
  const client = VoucherifyServerSide({
    applicationId: "",
    secretKey: "",
    apiUrl: server.url,
    customHeaders: { authorization: `Bearer ${bearer}` },
  });
  return await client.vouchers.list().then(
    () => 200,
    (error: { code: number }) => error.code,
  );
};

test("a token is got for a key by Basic or the app's headers, counts as Bearer, and ends when it is revoked", async () => {
  const made = await token();
  expect(made).toMatchObject({ expires_in: 900, scope: "api", token_type: "Bearer" });
  expect((await token({ "x-app-id": "any", "x-app-token": key } as never)).client_id).toBe(made.client_id);
  expect(await listing(made.access_token)).toBe(200);
  const ask = async () => await (await form("introspect", { token: made.access_token }, basic(key))).json();
  expect(await ask()).toMatchObject({ active: true, client_id: made.client_id, exp: made.expires_at });
  const answer = await form("token/revoke", { token: made.access_token }, basic(key));
  expect([answer.status, Number(answer.headers.get("x-rate-limit-limit")) > 0]).toEqual([204, true]);
  expect(await ask()).toEqual({ active: false });
  expect(await listing(made.access_token)).toBe(401);
});

test("a token that has run out counts no more, and is cleared away", async () => {
  const { access_token } = await token();
  await pool.query(
    `UPDATE oauth_token SET expires_at = now() - interval '1 second' WHERE workspace_id = $1`,
    [shop.workspaceId],
  );
  expect(await listing(access_token)).toBe(401);
  await cleanUp({ pool, clock: () => new Date() });
  expect((await pool.query(`SELECT 1 FROM oauth_token`)).rowCount).toBe(0);
});

test("a token ends with its key, and another workspace can neither see nor end it", async () => {
  const second = await testApiKey(shop.workspaceId);
  const made = await token(basic(second));
  const stranger = await new CouponFixture(pool).open();
  const theirs = basic(await testApiKey(stranger.workspaceId));
  expect(await (await form("introspect", { token: made.access_token }, theirs)).json()).toEqual({
    active: false,
  });
  await form("token/revoke", { token: made.access_token }, theirs);
  expect(await listing(made.access_token)).toBe(200);
  await revokeApiKey({ actor: shop.actor, params: { id: made.client_id } });
  expect(await listing(made.access_token)).toBe(401);
});

test("a token may do what its key may and no more; other grants, scopes and keys are refused", async () => {
  const reader = await token(basic(await testApiKey(shop.workspaceId, "read")));
  const create = await fetch(`${server.url}/v1/customers`, {
    method: "POST",
    headers: { authorization: `Bearer ${reader.access_token}`, "content-type": "application/json" },
    body: JSON.stringify({ source_id: "a" }),
  });
  expect(create.status).toBe(403);
  for (const [fields, headers, status, error] of [
    [{ grant_type: "password" }, basic(key), 400, "invalid_grant"],
    [{ grant_type: "client_credentials", scope: "everything" }, basic(key), 400, "invalid_grant"],
    [{ grant_type: "client_credentials" }, basic("ck_admin_wrong"), 401, "unauthorized"],
    [{ grant_type: "client_credentials" }, {}, 401, "unauthorized"],
  ] as const) {
    const answer = await form("token", fields, headers as Record<string, string>);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code: status, key: error, request_id: expect.any(String) });
  }
  const { rows } = await pool.query(`SELECT hash FROM oauth_token`);
  expect(rows.every(({ hash }) => (hash as Buffer).length === 32)).toBe(true);
});
