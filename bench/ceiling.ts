import { randomUUID } from "node:crypto";
import type pg from "pg";
import { pool } from "@/lib/server/db/pool";
import { ceilingRows } from "./ceiling-rows";
import { type PlainInsert, plainInsert } from "./plain-insert";
import { amount, report } from "./report";

/**
 * The raw ceiling: the rows that one customer's way writes, each with values of its own, by plain multi-row inserts of a thousand customers a
 * transaction over two connections. No logic, nothing read, nothing changed or deleted afterwards; what is sent is ready before the clock starts.
 * `ceiling.ts <customers> through`: event, run, step log and message; `events`: the event with its key and its place in the queue, and the run with
 * its timer and step log.
 */
const count = amount(40_000);
const BATCH = 1000;
const way = process.argv[3] === "events" ? "events" : "through";

const batches = Array.from({ length: count / BATCH }, (_, index) => {
  const customers = Array.from({ length: BATCH }, (_, number) => ({
    id: randomUUID(),
    number: index * BATCH + number + 1,
  }));
  return ceilingRows(way, customers).map(plainInsert);
});
const started = performance.now();
await Promise.all(
  [0, 1].map(async () => {
    const client = await pool().connect();
    for (let batch = batches.pop(); batch !== undefined; batch = batches.pop())
      await writeBatch(client, batch);
  }),
);
report({ perSecond: count / ((performance.now() - started) / 1000) });

async function writeBatch(client: pg.PoolClient, inserts: readonly PlainInsert[]): Promise<void> {
  await client.query("BEGIN");
  for (const insert of inserts) await client.query(insert);
  await client.query("COMMIT");
}
