import { randomUUID } from "node:crypto";
import type pg from "pg";
import { v7 } from "uuid";
import { shardOf } from "@/lib/domain/shard";
import { pool } from "@/lib/server/db/pool";
import { amount, report } from "./report";

/**
 * The raw ceiling: the rows that one customer's way writes, by plain multi-row inserts of a thousand customers a transaction over two connections. No
 * logic, nothing read, nothing changed or deleted afterwards. Their ids are as scattered as the product's: most of the time goes into indexes.
 * `ceiling.ts <customers> through`: event, run, step log and message; `events`: the event with its key and its place in the queue, and the run with
 * its timer and step log.
 */
const count = amount(40_000);
const BATCH = 1000;
const isThrough = process.argv[3] !== "events";
const HOUR_MS = 3_600_000;
const workspaceId = v7();
const began = Date.now();
const properties = {
  items: [{ sku: "mug", name: "Mug", price: 2000, quantity: 2 }],
  total: 4000,
  currency: "EUR",
};
const context = JSON.stringify({
  event: { id: 1, name: "itemAddedToCart", properties, occurredAt: new Date(began).toISOString() },
  cart: properties,
  vouchers: [],
});
// As many transitions, and as long ones, as the engine writes on that way.
const log = JSON.stringify(
  Array.from({ length: isThrough ? 9 : 4 }, () => ({
    kind: "left",
    stepId: "trigger",
    at: began,
    port: "next",
    to: "wait",
    reason: "itemAddedToCart happened",
    by: 1,
  })),
);

/** One statement of each batch: its parameters beside the shards ($1) and ids ($2), and what it makes of the ids. */
type Insert = {
  text: string;
  values?: (batch: number) => unknown[];
  ids?: (ids: string[]) => string[];
};

const EVENT: Insert = {
  text: `INSERT INTO event (shard, workspace_id, customer_id, name, message_id, properties, occurred_at, accepted_at, source)
    SELECT s, $3, i, 'itemAddedToCart', gen_random_uuid()::text, $4::jsonb, now(), now(), 'api' FROM unnest($1::smallint[], $2::uuid[]) AS u (s, i)`,
  values: () => [workspaceId, JSON.stringify(properties)],
};
const RUN: Insert = {
  text: `INSERT INTO run (shard, id, workspace_id, flow_id, version_id, customer_id, status, step_id, visit, wake_at, step_entered_at, entered_at, trigger_event_id, context)
    SELECT s, gen_random_uuid(), $3, $3, $3, i, $4, 'wait', 1, $5, now(), now(), 1, $6::json FROM unnest($1::smallint[], $2::uuid[]) AS u (s, i)`,
  values: () => [
    workspaceId,
    isThrough ? "completed" : "active",
    isThrough ? null : new Date(began + HOUR_MS),
    context,
  ],
};
const STEP_LOG: Insert = {
  text: `INSERT INTO step_log (shard, run_id, at, transitions) SELECT s, i, now(), $3::json FROM unnest($1::smallint[], $2::uuid[]) AS u (s, i)`,
  values: () => [log],
};
const THROUGH: Insert[] = [
  EVENT,
  RUN,
  STEP_LOG,
  {
    text: `INSERT INTO message (shard, id, workspace_id, customer_id, flow_id, version_id, run_id, step_id, visit, channel, status, context, created_at)
      SELECT s, i, $3, i, $3, $3, i, 'email', 4, 'email', 'sent', $4::json, now() FROM unnest($1::smallint[], $2::uuid[]) AS u (s, i)`,
    values: () => [workspaceId, context],
    // A message's id begins with its moment: its table is kept by month.
    ids: (ids) => ids.map((id) => `${v7().slice(0, 14)}${id.slice(14)}`),
  },
];
const EVENTS: Insert[] = [
  {
    text: `INSERT INTO event_key (shard, key, accepted_at) SELECT s, i, now() FROM unnest($1::smallint[], $2::uuid[]) AS u (s, i)`,
  },
  EVENT,
  {
    text: `INSERT INTO event_pending (shard, event_id, customer_id, accepted_at)
      SELECT s, $3::bigint + number, i, now() FROM unnest($1::smallint[], $2::uuid[]) WITH ORDINALITY AS u (s, i, number)`,
    values: (batch) => [batch * BATCH],
  },
  RUN,
  {
    text: `INSERT INTO run_timer (shard, wake_at, run_id) SELECT s, now(), i FROM unnest($1::smallint[], $2::uuid[]) AS u (s, i)`,
  },
  STEP_LOG,
];

const inserts = isThrough ? THROUGH : EVENTS;
const batches = Array.from({ length: count / BATCH }, (_, index) => index);
const started = performance.now();
await Promise.all(
  [0, 1].map(async () => {
    const client = await pool().connect();
    for (let batch = batches.pop(); batch !== undefined; batch = batches.pop())
      await writeBatch(client, batch);
  }),
);
report({ perSecond: count / ((performance.now() - started) / 1000) });

async function writeBatch(client: pg.PoolClient, batch: number): Promise<void> {
  const ids = Array.from({ length: BATCH }, () => randomUUID() as string);
  const shards = ids.map(shardOf);
  await client.query("BEGIN");
  for (const [index, { text, values, ids: named }] of inserts.entries())
    await client.query({
      name: `insert-${index}`,
      text,
      values: [shards, named?.(ids) ?? ids, ...(values?.(batch) ?? [])],
    });
  await client.query("COMMIT");
}
