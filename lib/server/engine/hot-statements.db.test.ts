import { readFileSync } from "node:fs";
import type pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { POST as ingest } from "@/app/api/v1/events/route";
import { fromProgram, testApiKey } from "@/lib/testing/account-fixture";
import { testDatabase } from "@/lib/testing/database";
import { DeliveryFixture } from "@/lib/testing/delivery-fixture";
import { drawFlow } from "@/lib/testing/draw-flow";
import { HttpSink } from "@/lib/testing/providers/http-sink";
import { shardless } from "@/lib/testing/shardless";
import { watchStatements } from "@/lib/testing/watch-statements";

/*
 * What the hot tables must be like to be spread by shard over several PostgreSQL servers (docs/scale.md): every unique key holds the shard, and
 * every statement that ingestion, a batch or a delivery really sends names it at each place where it touches a hot table.
 */

process.env.ALLOW_PRIVATE_ADDRESSES = "1";

/** Tables whose rows lie in the shard of their customer, and that a day at a shop is known to touch. */
const HOT = [
  "customer",
  "customer_identity",
  "delivery",
  "entry_refusal",
  "event",
  "event_key",
  "event_pending",
  "incentive",
  "incentive_review",
  "message",
  "run",
  "run_timer",
  "step_counter",
  "step_log",
  "step_total",
];

/**
 * The one table that lies otherwise: a code lies in the shard of its own text, by which shops ask for it, so what is asked by its customer is asked in
 * all shards at once. docs/scale.md says what that costs.
 */
const BY_ITS_TEXT = "voucher";
const ASKED_BY_CUSTOMER = ["find-reusable-vouchers", "release-vouchers"];

let pool: pg.Pool;
let http: HttpSink;

beforeAll(async () => {
  ({ pool } = await testDatabase());
  http = await new HttpSink().open();
  http.answer = (_request, response) => void response.writeHead(200).end(JSON.stringify({ id: "taken" }));
});
afterAll(() => http.close());

it("every unique key of every table that has a shard holds it", async () => {
  const { rows } = await pool.query<{ name: string; table: string; columns: string[] }>(
    `SELECT i.indexrelid::regclass::text AS name, i.indrelid::regclass::text AS table,
       array(SELECT a.attname::text FROM unnest(i.indkey) AS k JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k) AS columns
     FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
     WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace
       AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'shard' AND NOT a.attisdropped)`,
  );
  expect(rows.map(({ table }) => table)).toEqual(expect.arrayContaining([...HOT]));
  expect(rows.filter(({ columns }) => !columns.includes("shard"))).toEqual([]);
});

/** A person is asked about this one, and nobody decides. */
const ONE_CUSTOMER = {
  match: "all",
  conditions: [{ field: "customer.email", operator: "is", value: "anna@shop.example" }],
};

/** A shop's few days: carts by the API, codes, messages, orders, timers, a click that stops short, and somebody who comes twice. */
async function fewDays(): Promise<void> {
  const shop = await new DeliveryFixture(pool).open({
    caps: { email: { count: 9, periodMs: 86_400_000 }, sms: null },
  });
  const [campaignId, templateId] = [
    await shop.campaign({ recovery: true }),
    await shop.published("cart-reminder"),
  ];
  const sender = { fromAddress: "shop@harbour.example", fromName: "Harbour", baseUrl: http.url };
  await shop.connect("email", "resend", sender, { apiKey: "re_test", webhookSecret: "" });
  await shop.live(
    drawFlow(
      {
        trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "coupon" } },
        coupon: {
          type: "issue-coupon",
          config: { campaignId, review: { ask: "when", when: ONE_CUSTOMER } },
          to: { issued: "email", pool_empty: "email", not_eligible: "email", held: "email" },
        },
        email: { type: "send-email", config: { templateId }, to: { next: "wait" } },
        wait: {
          type: "wait",
          config: { mode: "duration", duration: { value: 1, unit: "days" } },
          to: { next: "end" },
        },
        end: { type: "exit" },
      },
      {
        goal: { eventName: "PurchaseFinished" },
        cap: { count: 5, per: { value: 1, unit: "weeks" } },
        frequency: { reentry: "again" },
      },
    ),
  );
  const key = await testApiKey(shop.workspaceId);
  const tell = async (events: object[]) => {
    const request = fromProgram("/api/v1/events", key, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: { events },
    });
    expect(await (await ingest(request, { params: Promise.resolve({}) })).json()).toMatchObject({
      rejected: 0,
    });
  };
  const cart = (customer: object, messageId?: string) => ({
    name: "itemAddedToCart",
    customer,
    messageId,
    properties: {},
  });
  await tell([
    cart({ email: "anna@shop.example" }, "one"),
    cart({ externalId: "ben", phone: "+4915112345678" }),
  ]);
  await tell([
    cart({ email: "anna@shop.example" }, "one"),
    cart({ email: "anna@shop.example", externalId: "anna" }),
  ]);
  shop.now = Date.now();
  await shop.drain();
  const customers = await shop.customers(20);
  await shop.abandon(customers);
  await shop.drain();
  // These leave before their message goes out, so that it is left out and their codes go back.
  await shop.send("PurchaseFinished", customers.slice(5, 10), { total: 100, currency: "EUR" });
  await shop.drain();
  await shop.deliver();
  await shop.abandon(customers.slice(0, 5));
  await shop.drain();
  shop.now += 2 * 86_400_000;
  await shop.drain();
  await shop.deliver();
}

it("docs/scale.md says of every table that has a shard how it is spread", async () => {
  const { rows } = await pool.query<{ table: string }>(
    `SELECT c.relname AS table FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'shard'
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace`,
  );
  const page = readFileSync("docs/scale.md", "utf8");
  expect(rows.length).toBeGreaterThan(15);
  expect(rows.filter(({ table }) => !page.includes(`create_distributed_table('${table}', 'shard'`))).toEqual(
    [],
  );
});

it("every statement of ingestion, batches and deliveries names the shard at each place where it touches a hot table", async () => {
  const { rows } = await pool.query<{ table: string }>(
    `SELECT c.relname AS table FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'shard'
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace`,
  );
  const tables = rows.map(({ table }) => table);
  const statements = await watchStatements(fewDays);
  const touched = (table: string) => statements.some(({ text }) => new RegExp(`\\b${table}\\b`).test(text));
  expect(
    [...HOT, BY_ITS_TEXT].filter((table) => !touched(table)),
    "the days touch all of them",
  ).toEqual([]);
  const sent = statements.filter(({ text }) => /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i.test(text));
  expect(sent.length).toBeGreaterThan(40);
  const wrong = sent.flatMap(({ name, text }) => {
    const places = shardless(text, tables);
    return places.length > 0 ? [{ places, name, text }] : [];
  });
  const isKnown = ({ places, name }: (typeof wrong)[number]) =>
    ASKED_BY_CUSTOMER.includes(name ?? "") && places.every((table) => table === BY_ITS_TEXT);
  expect(wrong.filter((one) => !isKnown(one))).toEqual([]);
  expect(wrong.map(({ name }) => name).sort(), "no exception outlives its reason").toEqual(ASKED_BY_CUSTOMER);
});
