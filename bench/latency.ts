import { pool } from "@/lib/server/db/pool";
import { handled, Product } from "./product";
import { amount, report } from "./report";
import { cartEvents, knownCustomers, openShop, waitingFlow } from "./shop";

/**
 * From the commit of an accepted event to the commit of the next step's effect, at 500 events a second of known customers over HTTP: both moments are PostgreSQL's own
 * commit timestamps of the event's and the step log's rows.
 */
const PER_SECOND = 500;
const EVERY_MS = 20;
const count = amount(7_500);
const shop = await openShop();
await waitingFlow(shop);
await knownCustomers(shop, PER_SECOND, "warm");
await knownCustomers(shop, count, "c");
await pool().query("VACUUM ANALYZE");
const product = await new Product().open(shop);
// The first second is for processes that have only just begun.
await send(PER_SECOND, "warm");
await handled();
await send(count, "c");
await handled();
const { rows } = await pool().query<{ p50: number; p99: number; seen: number }>(
  `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS p50, percentile_cont(0.99) WITHIN GROUP (ORDER BY ms) AS p99, count(*) AS seen
   FROM (
     SELECT extract(epoch FROM pg_xact_commit_timestamp(l.xmin) - pg_xact_commit_timestamp(e.xmin)) * 1000 AS ms
     FROM run r
     JOIN customer c ON c.shard = r.shard AND c.id = r.customer_id AND c.external_id LIKE 'c%'
     JOIN event e ON e.shard = r.shard AND e.id = r.trigger_event_id
     JOIN step_log l ON l.shard = r.shard AND l.run_id = r.id
   ) AS taken`,
);
const { p50, p99, seen } = rows[0]!;
if (seen !== count) throw new Error(`Only ${seen} of ${count} events were followed.`);
product.close();
report({ p50Ms: p50, p99Ms: p99 });

/** Sends on time, whatever the answers take. */
async function send(many: number, prefix: string): Promise<void> {
  const each = (PER_SECOND * EVERY_MS) / 1000;
  const begun = performance.now();
  const sent: Promise<void>[] = [];
  for (let from = 0; from < many; from += each) {
    const due = begun + (from / PER_SECOND) * 1000;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    sent.push(product.send(cartEvents(prefix, from, each), each));
  }
  await Promise.all(sent);
}
