import type pg from "pg";
import { v7 } from "uuid";
import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { DeliveryFixture } from "@/lib/testing/delivery-fixture";
import { HttpSink } from "@/lib/testing/providers/http-sink";

// The providers of these tests are real servers on this machine.
process.env.ALLOW_PRIVATE_ADDRESSES = "1";

let pool: pg.Pool;
let shop: DeliveryFixture;
let provider: HttpSink;
beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  await pool.query("DELETE FROM graphile_worker._private_jobs");
  provider = await new HttpSink().open();
  shop = await new DeliveryFixture(pool).open();
});
afterEach(() => provider.close());

const FROM = { fromAddress: "shop@harbour.example", fromName: "Harbour" };

/** One message of a distribution goes to the provider. @returns the names on the log, beside the cart's */
async function send(channel: "email" | "sms", status: 200 | 400): Promise<string[]> {
  const refusal = { statusCode: status, name: "validation_error", message: "No such address" };
  const answer = JSON.stringify(status === 200 ? { id: "x" } : refusal);
  provider.answer = (_request, response) =>
    void response.writeHead(status, { "content-type": "application/json" }).end(answer);
  const templateId = await shop.published(channel === "email" ? "cart-reminder" : "cart-sms");
  if (channel === "email") {
    const secrets = { apiKey: "re_test", webhookSecret: "" };
    await shop.connect("email", "resend", { ...FROM, baseUrl: provider.url }, secrets);
  } else await shop.connect("sms", "http", { url: `${provider.url}/sms` }, { token: "" });
  const { flowId } = await shop.sending(`send-${channel}`, { templateId });
  await pool.query(
    `INSERT INTO distribution (id, workspace_id, name, setup, flow_id, created_at, updated_at) VALUES ($1, $2, 'Codes', '{}', $3, now(), now())`,
    [v7(), shop.workspaceId, flowId],
  );
  const [customerId] = (await shop.customers(1)) as [string];
  await shop.abandon([customerId]);
  await shop.drain();
  await shop.deliver();
  const { rows } = await pool.query<{ name: string; customer_id: string }>(
    `SELECT name, customer_id FROM event WHERE workspace_id = $1 AND name <> 'itemAddedToCart' ORDER BY name`,
    [shop.workspaceId],
  );
  expect(rows.every((row) => row.customer_id === customerId)).toBe(true);
  return rows.map(({ name }) => name);
}

it.each([
  ["email", 200, "sent"],
  ["email", 400, "failed"],
  ["sms", 200, "sent"],
  ["sms", 400, "failed"],
] as const)(
  "S1-27: %s answered with %i tells customer.*.%s, and distribution.* of a distribution",
  async (channel, status, result) => {
    const names = await send(channel, status);
    expect(names).toEqual([`customer.${channel}.${result}`, `distribution.${channel}.${result}`]);
  },
);

it("an ordinary flow tells of no distribution", async () => {
  const told = await send("email", 200);
  expect(told).toHaveLength(2);
  await pool.query(`DELETE FROM distribution WHERE workspace_id = $1`, [shop.workspaceId]);
  await shop.abandon(await shop.customers(1));
  await shop.drain();
  await shop.deliver();
  const { rows } = await pool.query(
    `SELECT name, count(*)::int AS count FROM event WHERE workspace_id = $1 AND name LIKE '%.email.%' GROUP BY name ORDER BY name`,
    [shop.workspaceId],
  );
  expect(rows).toEqual([
    { name: "customer.email.sent", count: 2 },
    { name: "distribution.email.sent", count: 1 },
  ]);
});
