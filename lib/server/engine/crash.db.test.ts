import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { afterEach, beforeAll, expect, it } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { testEnvironment } from "@/lib/testing/test-environment";

let url: string;
let pool: pg.Pool;
const workers = new Set<ChildProcess>();

beforeAll(async () => {
  ({ url, pool } = await testDatabase());
});
afterEach(() => {
  for (const worker of workers) worker.kill("SIGKILL");
});

const CUSTOMERS = 10_000;

it("promises 1, 2 and 4: a worker killed again and again while 10,000 customers enter loses nothing and does nothing twice", {
  timeout: 180_000,
}, async () => {
  const shop = await new EngineFixture(pool).open();
  // The workers run on the wall clock: what they do is due in it.
  shop.now = Math.floor((await pool.query<{ now: Date }>(`SELECT now()`)).rows[0]!.now.getTime());
  const campaignId = await shop.campaign();
  const templateId = await shop.template();
  const { versionId } = await shop.live(
    drawFlow({
      trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "coupon" } },
      coupon: { type: "issue-coupon", config: { campaignId }, to: { issued: "email" } },
      email: { type: "send-email", config: { templateId }, to: { next: "wait" } },
      wait: { type: "wait", config: { mode: "duration", duration: { value: 1, unit: "days" } } },
    }),
  );
  await shop.abandon(await shop.customers(CUSTOMERS));

  for (let kill = 0; kill < 4; kill++) {
    const worker = startWorker();
    await until(async () => (await entered()) >= (CUSTOMERS * (kill + 1)) / 6);
    worker.kill("SIGKILL");
    await once(worker, "exit");
  }
  expect(await pending(), "the last kill came in the middle of the work").toBeGreaterThan(0);
  const worker = startWorker();
  await until(async () => (await pending()) === 0);
  worker.kill("SIGTERM");
  await once(worker, "exit");

  const { rows } = await pool.query(
    `SELECT count(*) AS runs, count(DISTINCT r.customer_id) AS customers,
       (SELECT count(*) FROM message) AS messages, (SELECT count(DISTINCT run_id) FROM message) AS runs_with_message,
       (SELECT count(*) FROM publication) AS codes_given, (SELECT count(DISTINCT code) FROM voucher WHERE customer_id IS NOT NULL) AS codes
     FROM run r`,
  );
  expect(rows[0]).toEqual({
    runs: CUSTOMERS,
    customers: CUSTOMERS,
    messages: CUSTOMERS,
    runs_with_message: CUSTOMERS,
    codes_given: CUSTOMERS,
    codes: CUSTOMERS,
  });
  expect(await shop.totals(versionId)).toMatchObject({
    "/entered": CUSTOMERS,
    "email/queued": CUSTOMERS,
    "wait/entered": CUSTOMERS,
  });
});

function startWorker(): ChildProcess {
  const worker = spawn(process.execPath, ["--import", "tsx", "lib/server/worker.ts"], {
    env: { ...process.env, ...testEnvironment({ DATABASE_URL: url, LOG_LEVEL: "silent" }) },
    stdio: "ignore",
  });
  workers.add(worker);
  return worker;
}

async function entered(): Promise<number> {
  return (await pool.query<{ count: number }>(`SELECT count(*) FROM run`)).rows[0]!.count;
}

async function pending(): Promise<number> {
  return (await pool.query<{ count: number }>(`SELECT count(*) FROM event_pending`)).rows[0]!.count;
}

/** Looks again and again, with pauses that leave the machine to the worker. The test's own time-out ends it. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(10);
}
