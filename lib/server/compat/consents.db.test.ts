import { VoucherifyServerSide } from "@voucherify/sdk";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { GET as consents } from "@/app/v1/consents/route";
import { PUT as customerConsents } from "@/app/v1/customers/[id]/consents/route";
import { shardOf } from "@/lib/domain/shard";
import { systemActor } from "@/lib/server/auth/actor";
import { recordActivity } from "@/lib/server/db/events/record-activity";
import { createTopic } from "@/lib/server/use-cases/topics/create-topic";
import { testApiKey } from "@/lib/testing/account-fixture";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { testDatabase } from "@/lib/testing/database";
import { serveRoutes } from "@/lib/testing/serve-routes";

let pool: pg.Pool;
let server: Awaited<ReturnType<typeof serveRoutes>>;
let shop: CouponFixture;
let client: ReturnType<typeof VoucherifyServerSide>;
let customerId: string;

beforeAll(async () => {
  ({ pool } = await testDatabase());
  server = await serveRoutes({
    "GET /v1/consents": consents,
    "PUT /v1/customers/{id}/consents": customerConsents,
  });
});
afterAll(() => server.close());
beforeEach(async () => {
  shop = await new CouponFixture(pool).open();
  const actor = systemActor(shop.workspaceId, ["topics:write"]);
  await createTopic({ actor, body: { name: "Newsletter", key: "news", description: "Once a month" } });
  const recorded = await recordActivity({
    workspaceId: shop.workspaceId,
    persons: [{ externalId: "ada", consent: { email: "granted" } }],
    activities: [],
    source: "api",
    now: new Date(),
  });
  customerId = recorded.customerIds[0]!;
  client = VoucherifyServerSide({
    applicationId: "any-app-id",
    secretKey: await testApiKey(shop.workspaceId),
    apiUrl: server.url,
    timeoutMs: 10_000,
  });
});

const consentOf = async () => {
  const { rows } = await pool.query(`SELECT consent FROM customer WHERE shard = $1 AND id = $2`, [
    shardOf(customerId),
    customerId,
  ]);
  const said = rows[0].consent as Record<string, { state: string }>;
  return Object.fromEntries(Object.entries(said).map(([key, { state }]) => [key, state]));
};

describe("consents, by the vendor's own client", () => {
  test("are the channels and the topics on them", async () => {
    const { consents: all, groups } = await client.consents.list();
    expect(all).toMatchObject({ object: "list", data_ref: "data", total: 4 });
    expect(all.data.map(({ id, name }) => [id, name])).toEqual([
      ["email", "E-mail"],
      ["email:news", "Newsletter by E-mail"],
      ["sms", "SMS"],
      ["sms:news", "Newsletter by SMS"],
    ]);
    expect(groups.data.map(({ consents: ids }) => ids)).toEqual([
      ["email", "email:news"],
      ["sms", "sms:news"],
    ]);
  });

  test("are noted for a customer by their own id, and stay where they are left out", async () => {
    await client.customers.updateConsents("ada", { "email:news": false, sms: true });
    expect(await consentOf()).toEqual({ email: "granted", "email:news": "denied", sms: "granted" });
    await client.customers.updateConsents("ada", { "email:news": true });
    expect(await consentOf()).toEqual({ email: "granted", "email:news": "granted", sms: "granted" });
    const { rows } = await pool.query(
      `SELECT properties -> 'consent' AS consent FROM event WHERE workspace_id = $1 AND name = 'customer.updated' ORDER BY id`,
      [shop.workspaceId],
    );
    expect(rows).toEqual([
      { consent: { "email:news": "denied", sms: "granted" } },
      { consent: { "email:news": "granted" } },
    ]);
  });

  test("that are not there, or of nobody, are refused", async () => {
    const refused = (id: string, body: Record<string, boolean>) =>
      client.customers.updateConsents(id, body).then(
        () => null,
        (error: { code: number; key: string }) => [error.code, error.key],
      );
    expect(await refused("ada", { letters: true })).toEqual([404, "not_found"]);
    expect(await refused("ada", { "email:other": true })).toEqual([400, "invalid_payload"]);
    expect(await refused("nobody", { email: true })).toEqual([404, "not_found"]);
    expect(await consentOf()).toEqual({ email: "granted" });
  });
});
