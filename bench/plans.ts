import type pg from "pg";
import { POST as ingest } from "@/app/api/v1/events/route";
import { pool, transaction } from "@/lib/server/db/pool";
import { customerTimeline } from "@/lib/server/use-cases/customers/customer-timeline";
import { listCustomers } from "@/lib/server/use-cases/customers/list-customers";
import { getEngine } from "@/lib/server/use-cases/engine/get-engine";
import { listFlows } from "@/lib/server/use-cases/flows/list-flows";
import { listMessages } from "@/lib/server/use-cases/messages/list-messages";
import { fromProgram, testApiKey } from "@/lib/testing/account-fixture";
import { DeliveryFixture } from "@/lib/testing/delivery-fixture";
import { drawFlow } from "@/lib/testing/draw-flow";
import { makeActor } from "@/lib/testing/make-actor";
import { HttpSink } from "@/lib/testing/providers/http-sink";
import { type Watched, watchStatements } from "@/lib/testing/watch-statements";
import { amount, report } from "./report";

/**
 * How PostgreSQL carries out every statement that ingestion, batches, deliveries and the screens send, beside this many runs that wait:
 * `plans.ts <waiting>`. Prints one line per statement with the kinds of nodes of its plan, and tells of each that reads all of a table that grows with
 * the customers, or sorts many rows of it. The plans are those for any parameters, as a prepared statement that is sent often is given.
 */
const waiting = amount(5_000_000);
process.env.ALLOW_PRIVATE_ADDRESSES = "1";

/** Tables that grow with the customers. */
const HOT =
  /^(customer|delivery|entry_refusal|event|incentive|message|publication|run|run_timer|segment_member|segment_check|step_log|voucher)(_|$)/;
const MANY_ROWS = 100_000;

const http = await new HttpSink().open();
http.answer = (_request, response) => void response.writeHead(200).end(JSON.stringify({ id: "taken" }));
const shop = await new DeliveryFixture(pool()).open();
shop.now = Date.now();
const sender = { fromAddress: "shop@harbour.example", fromName: "Harbour", baseUrl: http.url };
await shop.connect("email", "resend", sender, { apiKey: "re_bench", webhookSecret: "" });
const [templateId, campaignId] = [await shop.published("cart-reminder"), await shop.campaign()];
const day = { mode: "duration", duration: { value: 1, unit: "days" } };
const { flowId, versionId } = await shop.live(
  drawFlow(
    {
      trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "coupon" } },
      coupon: { type: "issue-coupon", config: { campaignId }, to: { issued: "email" } },
      email: { type: "send-email", config: { templateId }, to: { next: "wait" } },
      wait: { type: "wait", config: day },
    },
    {
      goal: { eventName: "PurchaseFinished" },
      cap: { count: 5, per: { value: 1, unit: "weeks" } },
      frequency: { reentry: "again" },
    },
  ),
);
await fill();
await pool().query("VACUUM ANALYZE");

const actor = makeActor(shop.workspaceId, "admin");
const customers = await shop.customers(20);
const key = await testApiKey(shop.workspaceId);
const groups: [name: string, keyed: boolean, statements: Watched[]][] = [
  ["ingestion", false, await watchStatements(takeIn)],
  ["batch", true, await watchStatements(moveOn)],
  ["delivery", true, await watchStatements(() => shop.deliver())],
  ["screens", false, await watchStatements(look)],
];
await http.close();

const wrong: string[] = [];
let read = 0;
for (const [group, keyed, statements] of groups) {
  for (const { name, text } of statements) {
    if (!/^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i.test(text) || !/\bshard\b|\bFROM\b/i.test(text))
      continue;
    const nodes = await planOf(text, keyed);
    if (!nodes) continue;
    read += 1;
    const bad = nodes
      .filter((node) => isBad(node))
      .map((node) => `${node["Node Type"]} ${node["Relation Name"] ?? ""}`);
    const shown = `${group} ${name ?? text.trim().replaceAll(/\s+/g, " ").slice(0, 60)}`;
    const kinds = [...new Set(nodes.map((node) => node["Node Type"]))].join(", ");
    process.stderr.write(`${bad.length > 0 ? "BAD " : "ok  "}${shown}: ${kinds}\n`);
    if (bad.length > 0) wrong.push(`${shown}: ${[...new Set(bad)].join(", ")}`);
  }
}
report({ waiting, statements: read, bad: wrong.length, wrong });

type Node = { "Node Type": string; "Relation Name"?: string; "Plan Rows": number; Plans?: Node[] };

function isBad(node: Node): boolean {
  if (node["Node Type"] === "Seq Scan")
    return HOT.test(node["Relation Name"] ?? "") && node["Plan Rows"] > 1000;
  return node["Node Type"].includes("Sort") && node["Plan Rows"] > MANY_ROWS;
}

/** All nodes of a statement's plan; null for one that PostgreSQL has no plan of its own for. */
async function planOf(text: string, keyed: boolean): Promise<Node[] | null> {
  return await transaction(async (client: pg.PoolClient) => {
    if (keyed)
      for (const setting of ["enable_seqscan", "enable_hashjoin", "enable_mergejoin"])
        await client.query(`SET LOCAL ${setting} = off`);
    await client.query("SAVEPOINT explained");
    try {
      const { rows } = await client.query<{ "QUERY PLAN": [{ Plan: Node }] }>(
        `EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text}`,
      );
      return flat(rows[0]!["QUERY PLAN"][0].Plan);
    } catch (error) {
      process.stderr.write(`none ${text.trim().slice(0, 60)}: ${(error as Error).message}\n`);
      await client.query("ROLLBACK TO SAVEPOINT explained");
      return null;
    }
  });
}

function flat(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(flat)];
}

/** Runs that wait, with their customers and timers, written straight into the tables. */
async function fill(): Promise<void> {
  const wakeAt = new Date(shop.now + 30 * 86_400_000);
  for (let done = 0; done < waiting; done += 100_000) {
    await pool().query(
      `WITH made AS (
         INSERT INTO run (shard, id, workspace_id, flow_id, version_id, customer_id, status, step_id, wake_at, step_entered_at, entered_at, trigger_event_id, context)
         SELECT get_byte(uuid_send(c), 15) % 64, overlay(gen_random_uuid()::text placing right(c::text, 2) from 35)::uuid, $1, $2, $3, c, 'active', 'wait', $4, now() - random() * interval '20 days',
           now() - random() * interval '20 days', 1, '{"event":{"id":1,"name":"itemAddedToCart","properties":{},"occurredAt":"2026-01-01T00:00:00.000Z"},"cart":null,"vouchers":[]}'
         FROM (SELECT gen_random_uuid() AS c FROM generate_series(1, $5::int)) AS customers RETURNING shard, id, wake_at, customer_id
       ), people AS (
         INSERT INTO customer (shard, id, workspace_id, email, created_at, updated_at)
         SELECT shard, customer_id, $1, 'shopper@shop.example', now(), now() FROM made
       )
       INSERT INTO run_timer (shard, wake_at, run_id) SELECT shard, wake_at, id FROM made`,
      [shop.workspaceId, flowId, versionId, wakeAt, Math.min(100_000, waiting - done)],
    );
  }
}

async function takeIn(): Promise<void> {
  for (const customer of [
    { email: "anna@shop.example" },
    { email: "anna@shop.example", externalId: "anna" },
  ]) {
    const request = fromProgram("/api/v1/events", key, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: { events: [{ name: "itemAddedToCart", customer, properties: {} }] },
    });
    const response = await ingest(request, { params: Promise.resolve({}) });
    if (!response.ok) throw new Error(await response.text());
  }
}

async function moveOn(): Promise<void> {
  shop.now = Date.now();
  await shop.abandon(customers);
  await shop.drain();
  await shop.send("PurchaseFinished", customers.slice(0, 5), { total: 100, currency: "EUR" });
  await shop.drain();
}

async function look(): Promise<void> {
  const query = { limit: 50 };
  await getEngine({ actor }, shop.clock);
  await listFlows({ actor, query }, shop.clock);
  await listCustomers({ actor, query });
  await listCustomers({ actor, query: { ...query, search: "shopper" } });
  await listMessages({ actor, query });
  await customerTimeline({ actor, params: { id: customers[0]! }, query: { limit: 50 } as never });
}
