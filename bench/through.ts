import { pool } from "@/lib/server/db/pool";
import { amount, report } from "./report";
import { abandonHalfBig, openShop, throughFlow } from "./shop";
import { startWorkers } from "./workers";

/**
 * Customers fully through enter, zero wait, branch, and an e-mail recorded and delivered to a provider that answers at once: the HTTP call is
 * replaced at its edge, everything before it is real. With "coupons", half of them are given a code on the way. As many workers are up as there are
 * cores, and have let others through before: what V8 takes to compile a program is over once and for all. The events are in the log when the clock starts.
 */
const count = amount(20_000);
const coupons = process.argv[3] === "coupons";
const WARM = 10_000;

const shop = await openShop();
await shop.live(await throughFlow(shop, coupons));
const workers = await startWorkers(2);
await through(WARM);

const { seconds, cpuMicroseconds, wal } = await through(count);
workers.end();
const sent = await sentInAll();
if (sent !== WARM + count)
  throw new Error(`Only ${sent} of ${WARM + count} messages were sent: ${await others()}.`);
report({
  perSecond: count / seconds,
  cpuMicroseconds: cpuMicroseconds / count,
  rowsPerCustomer: (await rowsInAll()) / sent,
  walBytesPerCustomer: wal / count,
});

async function through(many: number): Promise<{ seconds: number; cpuMicroseconds: number; wal: number }> {
  await abandonHalfBig(shop, await shop.customers(many));
  await pool().query("ANALYZE");
  const before = await walBytes();
  const started = performance.now();
  workers.go();
  while ((await left()) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  const seconds = (performance.now() - started) / 1000;
  return { seconds, cpuMicroseconds: await workers.rest(), wal: (await walBytes()) - before };
}

async function rowsInAll(): Promise<number> {
  const { rows } = await pool().query<{ rows: number }>(
    `SELECT (SELECT count(*) FROM run) + (SELECT count(*) FROM step_log) + (SELECT count(*) FROM message) + (SELECT count(*) FROM event)
       + (SELECT count(*) FROM voucher) + (SELECT count(*) FROM publication) AS rows`,
  );
  return rows[0]!.rows;
}

async function sentInAll(): Promise<number> {
  const { rows } = await pool().query<{ sent: number }>(
    `SELECT count(*) AS sent FROM message WHERE status = 'sent'`,
  );
  return rows[0]!.sent;
}

async function left(): Promise<number> {
  const { rows } = await pool().query<{ left: number }>(
    `SELECT (SELECT count(*) FROM (SELECT FROM event_pending LIMIT 1) p) + (SELECT count(*) FROM (SELECT FROM delivery LIMIT 1) m)
       + (SELECT count(*) FROM (SELECT FROM run_timer LIMIT 1) t) AS left`,
  );
  return rows[0]!.left;
}

async function others(): Promise<string> {
  const { rows } = await pool().query(
    `SELECT 'message' AS what, status, reason FROM message WHERE status <> 'sent' UNION ALL SELECT 'run', status, end_reason FROM run WHERE status <> 'completed'
     UNION ALL SELECT 'quarantined', reason, errors::text FROM quarantined_event LIMIT 20`,
  );
  return JSON.stringify(rows);
}

async function walBytes(): Promise<number> {
  const { rows } = await pool().query<{ bytes: string }>(
    `SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::text AS bytes`,
  );
  return Number(rows[0]!.bytes);
}
