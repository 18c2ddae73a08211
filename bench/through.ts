import { systemClock } from "@/lib/server/clock";
import { pool } from "@/lib/server/db/pool";
import { startLoops } from "@/lib/server/engine/worker-loop";
import { env } from "@/lib/server/env";
import { startDeliveries } from "@/lib/server/jobs/delivery-loop";
import { answerAtOnce } from "./no-op-provider";
import { amount, report } from "./report";
import { abandonHalfBig, openShop, throughFlow } from "./shop";

/**
 * Customers fully through enter, zero wait, branch, coupon for half of them, and an e-mail recorded and delivered to a provider that answers at
 * once: the HTTP call is replaced at its edge, everything before it is real. The events are in the log when the clock starts.
 */
const count = amount(20_000);
answerAtOnce();

const shop = await openShop();
await shop.live(await throughFlow(shop));
const customers = await shop.customers(count);
await abandonHalfBig(shop, customers);
await pool().query("ANALYZE");

const before = await walBytes();
const started = performance.now();
const cpuBefore = process.cpuUsage();
const deliveries = startDeliveries(pool(), { clock: systemClock, databaseUrl: env().DATABASE_URL });
const loops = startLoops(pool(), {
  clock: systemClock,
  count: env().WORKER_SHARD_LOOPS,
  shardsPerBatch: env().WORKER_SHARDS_PER_BATCH,
  databaseUrl: env().DATABASE_URL,
  onMessages: deliveries.wake,
});
while ((await left()) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
const seconds = (performance.now() - started) / 1000;
const cpu = process.cpuUsage(cpuBefore);
await loops.stop();
await deliveries.stop();

const { rows } =
  await pool().query(`SELECT (SELECT count(*) FROM run) + (SELECT count(*) FROM step_log) + (SELECT count(*) FROM message) + (SELECT count(*) FROM event)
  + (SELECT count(*) FROM voucher) + (SELECT count(*) FROM publication) AS rows, (SELECT count(*) FROM message WHERE status = 'sent') AS sent`);
if (rows[0].sent !== count) throw new Error(`Only ${rows[0].sent} of ${count} messages were sent.`);
report({
  perSecond: count / seconds,
  cpuMicroseconds: (cpu.user + cpu.system) / count,
  rowsPerCustomer: rows[0].rows / count,
  walBytesPerCustomer: ((await walBytes()) - before) / count,
});

async function left(): Promise<number> {
  const { rows } = await pool().query<{ left: number }>(
    `SELECT (SELECT count(*) FROM (SELECT FROM event_pending LIMIT 1) p) + (SELECT count(*) FROM (SELECT FROM delivery LIMIT 1) m)
       + (SELECT count(*) FROM (SELECT FROM run_timer LIMIT 1) t) AS left`,
  );
  return rows[0]!.left;
}

async function walBytes(): Promise<number> {
  const { rows } = await pool().query<{ bytes: string }>(
    `SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::text AS bytes`,
  );
  return Number(rows[0]!.bytes);
}
