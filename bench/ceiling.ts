import type pg from "pg";
import { v7 } from "uuid";
import { shardOf } from "@/lib/domain/shard";
import { pool } from "@/lib/server/db/pool";
import { amount, report } from "./report";

/**
 * The raw ceiling: the rows that one customer's way leaves behind, written with plain multi-row inserts of a thousand customers a transaction by two
 * connections, and no logic at all. `ceiling.ts <customers> through`: event, run, step log and message; `events`: event, run, timer and step log.
 */
const count = amount(40_000);
const BATCH = 1000;
const isThrough = process.argv[3] !== "events";
const properties = JSON.stringify({
  items: [{ sku: "mug", name: "Mug", price: 2000, quantity: 2 }],
  currency: "EUR",
  total: 4000,
});
const context = JSON.stringify({
  event: {
    id: 1,
    name: "itemAddedToCart",
    properties: JSON.parse(properties),
    occurredAt: new Date().toISOString(),
  },
  cart: JSON.parse(properties),
  vouchers: [],
});
const log = JSON.stringify(
  Array.from({ length: 9 }, (_, index) => ({ kind: "entered", stepId: `s${index}`, at: Date.now() })),
);
const id = v7();

const started = performance.now();
const batches = Array.from({ length: count / BATCH }, (_, index) => index);
await Promise.all(
  [0, 1].map(async () => {
    while (batches.pop() !== undefined) await writeBatch();
  }),
);
report({ perSecond: count / ((performance.now() - started) / 1000) });

async function writeBatch(): Promise<void> {
  const ids = Array.from({ length: BATCH }, () => v7());
  const shards = ids.map(shardOf);
  const client = await pool().connect();
  await client.query("BEGIN");
  await client.query({
    name: "e",
    text: `INSERT INTO event (shard, workspace_id, customer_id, name, message_id, properties, occurred_at, accepted_at, source)
    SELECT s, $3, i, 'itemAddedToCart', i::text, $4::jsonb, now(), now(), 'api' FROM unnest($1::smallint[], $2::uuid[]) AS u (s, i)`,
    values: [shards, ids, id, properties],
  });
  await client.query({
    name: "r",
    text: `INSERT INTO run (shard, id, workspace_id, flow_id, version_id, customer_id, status, step_id, step_entered_at, entered_at, trigger_event_id, context)
    SELECT s, i, $3, $3, $3, i, 'completed', 'end', now(), now(), 1, $4::json FROM unnest($1::smallint[], $2::uuid[]) AS u (s, i)`,
    values: [shards, ids, id, context],
  });
  await client.query({
    name: "l",
    text: `INSERT INTO step_log (shard, run_id, at, transitions) SELECT s, i, now(), $3::json FROM unnest($1::smallint[], $2::uuid[]) AS u (s, i)`,
    values: [shards, ids, log],
  });
  if (isThrough) await writeMessages(client, shards, ids);
  else {
    await client.query({
      name: "t",
      text: `INSERT INTO run_timer (shard, wake_at, run_id) SELECT s, now(), i FROM unnest($1::smallint[], $2::uuid[]) AS u (s, i)`,
      values: [shards, ids],
    });
  }
  await client.query("COMMIT");
  client.release();
}

async function writeMessages(client: pg.PoolClient, shards: number[], ids: string[]): Promise<void> {
  await client.query({
    name: "m",
    text: `INSERT INTO message (shard, id, workspace_id, customer_id, flow_id, version_id, run_id, step_id, visit, channel, status, context, created_at)
    SELECT s, i, $3, i, $3, $3, i, 'email', 4, 'email', 'sent', $4::json, now() FROM unnest($1::smallint[], $2::uuid[]) AS u (s, i)`,
    values: [shards, ids, id, context],
  });
}
