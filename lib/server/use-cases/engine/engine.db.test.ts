import { readFileSync } from "node:fs";
import type pg from "pg";
import { v7 } from "uuid";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { shardOf } from "@/lib/domain/shard";
import { findImbalances } from "@/lib/server/db/health/find-imbalances";
import { moveRuns } from "@/lib/server/engine/move-runs";
import { runBatch } from "@/lib/server/engine/run-batch";
import { setAsideBroken } from "@/lib/server/engine/set-aside-broken";
import { reportWorker } from "@/lib/server/metrics/report-worker";
import { WorkerFigures } from "@/lib/server/metrics/worker-figures";
import { eraseCustomer } from "@/lib/server/use-cases/customers/erase-customer";
import { getHealth } from "@/lib/server/use-cases/health/get-health";
import { wordsOf } from "@/lib/server/use-cases/health/invariant";
import { showMetrics } from "@/lib/server/use-cases/metrics/show-metrics";
import { listQuarantine } from "@/lib/server/use-cases/quarantine/list-quarantine";
import { retryRun } from "@/lib/server/use-cases/runs/retry-run";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { makeActor } from "@/lib/testing/make-actor";
import { checkEngine } from "./check-engine";
import { getEngine } from "./get-engine";
import { listFailedRuns } from "./list-failed-runs";
import { listSetAside } from "./list-set-aside";
import { replaySetAside } from "./replay-set-aside";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TOKEN = "metrics-token-of-a-test";
process.env.METRICS_TOKEN = TOKEN;

let pool: pg.Pool;
let shop: EngineFixture;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await new EngineFixture(pool).open();
});
const actor = () => makeActor(shop.workspaceId, "admin");

/** A wait until 09:00 in the customer's zone, which nobody with a broken zone gets past; then a wait for an order. */
async function localFlow() {
  return await shop.live(
    drawFlow(
      {
        trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "nine" } },
        nine: {
          type: "wait",
          config: { mode: "local-time", time: "09:00", weekdays: [] },
          to: { next: "end" },
        },
        end: { type: "exit" },
      },
      {
        goal: { eventName: "PurchaseFinished" },
        frequency: { reentry: "again" },
      },
    ),
  );
}

const mend = (customerId: string) =>
  pool.query(`UPDATE customer SET time_zone = 'Europe/Berlin' WHERE id = $1`, [customerId]);

/** entered = active + completed + exited + failed, in counters and in runs. */
async function expectBalance(versionId: string): Promise<void> {
  const totals = await shop.totals(versionId);
  const runs = await shop.runs();
  const of = (status: string) => runs.filter((run) => run.status === status).length;
  expect(totals["/entered"]).toBe(runs.length);
  expect(totals["/failed"] ?? 0).toBe(of("failed"));
  expect(totals["/completed"] ?? 0).toBe(of("completed") + of("converted"));
}

describe("a failed run", () => {
  it("is listed with its reason, goes on from its step when retried, and only once", async () => {
    const { versionId } = await localFlow();
    const [broken] = await shop.customers(1, { timeZone: "Not/AZone" });
    await shop.abandon([broken!]);
    await shop.drain();
    const { data } = await listFailedRuns({ actor: actor(), query: { limit: 10 } });
    expect(data).toMatchObject([{ status: "failed", reason: expect.stringMatching(/time zone/i) }]);
    await expectBalance(versionId);

    await mend(broken!);
    shop.now += HOUR;
    const params = { id: data[0]!.id };
    const tries = await Promise.allSettled([
      retryRun({ actor: actor(), params }, shop.clock),
      retryRun({ actor: actor(), params }, shop.clock),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await shop.runs())[0]).toMatchObject({ status: "active", step_id: "nine", end_reason: null });
    await expectBalance(versionId);

    await shop.pass(DAY);
    expect((await shop.runs())[0]).toMatchObject({ status: "completed" });
    await expectBalance(versionId);
    expect(await shop.totals(versionId)).toMatchObject({
      "/failed": 0,
      "trigger/retried": 1,
      "nine/entered": 1,
    });
  });

  it("promise 8: an order that came while it stood as failed counts before its timer does", async () => {
    const { versionId } = await localFlow();
    const [broken] = await shop.customers(1, { timeZone: "Not/AZone" });
    await shop.abandon([broken!]);
    await shop.drain();
    shop.now += HOUR;
    await shop.send("PurchaseFinished", [broken!], { total: 4000, currency: "EUR" });
    await shop.drain();
    await mend(broken!);
    shop.now += 2 * DAY;
    const [run] = await shop.runs();
    const { status } = await retryRun({ actor: actor(), params: { id: run!.id } }, shop.clock);
    expect(status).toBe("converted");
    await expectBalance(versionId);
  });

  it("that fails again is failed once more, and the counters still balance", async () => {
    const { versionId } = await localFlow();
    await shop.abandon(await shop.customers(1, { timeZone: "Not/AZone" }));
    await shop.drain();
    const [run] = await shop.runs();
    expect((await retryRun({ actor: actor(), params: { id: run!.id } }, shop.clock)).status).toBe("failed");
    await expectBalance(versionId);
  });

  it("does not show a code that went back when it failed and is somebody else's now", async () => {
    const campaignId = await shop.campaign();
    const templateId = await shop.template();
    await shop.live(
      drawFlow({
        trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "code" } },
        code: { type: "issue-coupon", config: { campaignId }, to: { issued: "hour" } },
        hour: {
          type: "wait",
          config: { mode: "duration", duration: { value: 1, unit: "hours" } },
          to: { next: "nine" },
        },
        nine: {
          type: "wait",
          config: { mode: "local-time", time: "09:00", weekdays: [] },
          to: { next: "mail" },
        },
        mail: { type: "send-email", config: { templateId }, to: { next: "end" } },
        end: { type: "exit" },
      }),
    );
    const [broken] = await shop.customers(1, { timeZone: "Not/AZone" });
    await shop.abandon([broken!]);
    await shop.drain();
    await shop.pass(HOUR);
    const [run] = await shop.runs();
    expect(run).toMatchObject({ status: "failed" });
    const [other] = await shop.customers(1);
    await shop.abandon([other!]);
    await shop.drain();
    const { rows } = await pool.query(`SELECT customer_id FROM voucher WHERE workspace_id = $1`, [
      shop.workspaceId,
    ]);
    expect(rows).toEqual([{ customer_id: other }]);

    await mend(broken!);
    await retryRun({ actor: actor(), params: { id: run!.id } }, shop.clock);
    await shop.pass(DAY);
    await shop.pass(DAY);
    const { rows: shown } = await pool.query(
      `SELECT customer_id, json_array_length(context->'vouchers') AS codes FROM message WHERE workspace_id = $1 ORDER BY codes`,
      [shop.workspaceId],
    );
    expect(shown).toEqual([
      { customer_id: broken, codes: 0 },
      { customer_id: other, codes: 1 },
    ]);
  });

  it("is not retried when the customer has entered anew, and another workspace's is not found", async () => {
    await localFlow();
    const [broken] = await shop.customers(1, { timeZone: "Not/AZone" });
    await shop.abandon([broken!]);
    await shop.drain();
    const [run] = await shop.runs();
    await expect(
      retryRun({ actor: makeActor(crypto.randomUUID(), "admin"), params: { id: run!.id } }, shop.clock),
    ).rejects.toMatchObject({ code: "not_found" });
    await mend(broken!);
    shop.now += 40 * DAY;
    await shop.abandon([broken!]);
    await shop.drain();
    await expect(retryRun({ actor: actor(), params: { id: run!.id } }, shop.clock)).rejects.toMatchObject({
      code: "conflict",
    });
  });
});

describe("a run of somebody who was erased", () => {
  it("is not retried: it stays failed, and no timer is left due", async () => {
    const { versionId } = await localFlow();
    const [broken] = await shop.customers(1, { timeZone: "Not/AZone" });
    await shop.abandon([broken!]);
    await shop.drain();
    await eraseCustomer({ actor: actor(), params: { id: broken! } }, shop.clock);
    const [run] = await shop.runs();
    await expect(retryRun({ actor: actor(), params: { id: run!.id } }, shop.clock)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/erased/),
    });
    expect((await shop.runs())[0]).toMatchObject({ status: "failed", wake_at: null });
    await expectBalance(versionId);
  });

  it("ends when its timer is due and its customer is gone, instead of being due for ever", async () => {
    const { versionId } = await localFlow();
    const [customerId] = await shop.customers(1);
    await shop.abandon([customerId!]);
    await shop.drain();
    await pool.query(`DELETE FROM customer WHERE id = $1`, [customerId]);
    shop.now += DAY;
    expect(await runBatch(pool, { clock: shop.clock })).toMatchObject({ due: 1 });
    expect(await runBatch(pool, { clock: shop.clock })).toBeNull();
    expect((await shop.runs())[0]).toMatchObject({ status: "exited", end_reason: "erased", wake_at: null });
    await expectBalance(versionId);
    expect(await shop.totals(versionId)).toMatchObject({ "/exited:erased": 1 });
  });
});

describe("an event that was set aside", () => {
  afterEach(async () => {
    await pool.query(`ALTER TABLE run DROP CONSTRAINT IF EXISTS refused`);
  });

  it("is listed here and not among undefined events, and is handled once when replayed", async () => {
    await localFlow();
    const [broken] = await shop.customers(1);
    await pool.query(`ALTER TABLE run ADD CONSTRAINT refused CHECK (customer_id <> '${broken}') NOT VALID`);
    await shop.abandon([broken!]);
    await runBatch(pool, { clock: shop.clock, startAt: shardOf(broken!) }).catch(() => null);
    await setAsideBroken(pool, shop.clock, shardOf(broken!));

    const { data } = await listSetAside({ actor: actor(), query: { limit: 10 } });
    expect(data).toMatchObject([{ name: "itemAddedToCart", customerId: broken, reason: /refused/ }]);
    expect((await listQuarantine({ actor: actor() })).data).toEqual([]);

    await pool.query(`ALTER TABLE run DROP CONSTRAINT refused`);
    const body = { ids: [data[0]!.id] };
    expect(await replaySetAside({ actor: actor(), body }, shop.clock)).toEqual({ replayed: 1 });
    expect(await replaySetAside({ actor: actor(), body }, shop.clock)).toEqual({ replayed: 0 });
    await shop.drain();
    expect(await shop.runs()).toHaveLength(1);
    expect((await listSetAside({ actor: actor(), query: { limit: 10 } })).data).toEqual([]);
  });
});

describe("seen from outside", () => {
  const scrape = (authorization?: string) =>
    showMetrics(
      new Request("http://shop.test/api/metrics", { headers: authorization ? { authorization } : {} }),
      shop.clock,
    );

  it("metrics ask for their token", async () => {
    expect((await scrape()).status).toBe(401);
    expect((await scrape("Bearer something else altogether")).status).toBe(401);
    expect((await scrape(`Bearer ${TOKEN}`)).status).toBe(200);
  });

  it("metrics and the engine page tell what waits, what was done, and by whom", async () => {
    await localFlow();
    const figures = new WorkerFigures("0198c2de-7a11-7000-8000-000000000001");
    await shop.abandon(await shop.customers(3));
    expect(await (await scrape(`Bearer ${TOKEN}`)).text()).toMatch(/^cartograph_pending_events 3$/m);
    for (;;) {
      const result = await runBatch(pool, { clock: shop.clock });
      if (!result) break;
      figures.batch(result, 0.02, shop.now);
    }
    const report = reportWorker(pool, { id: "0198c2de-7a11-7000-8000-000000000001", figures }, shop.clock);
    await report.told;
    const text = await (await scrape(`Bearer ${TOKEN}`)).text();
    expect(text).toMatch(/^cartograph_pending_events 0$/m);
    expect(text).toMatch(/^cartograph_batch_items_total\{kind="events",worker="[\w-]+"\} 3$/m);
    expect(text).toMatch(/^cartograph_run_outcomes\{outcome="entered"\} \d+$/m);
    expect(text).toMatch(/^cartograph_batch_seconds_bucket\{le="0.025",worker="[\w-]+"\} \d+$/m);

    // docs/run-it.md lists each of them, and nothing else.
    const page = readFileSync("docs/run-it.md", "utf8");
    const listed = [...page.matchAll(/^\| `(cartograph_\w+)/gm)].map(([, name]) => name);
    const told = [...text.matchAll(/^# TYPE (cartograph_\w+)/gm)].map(([, name]) => name);
    expect(told.sort()).toEqual(listed.sort());

    const engine = await getEngine({ actor: actor() }, shop.clock);
    expect(engine.minutes.at(-1)).toMatchObject({ events: 3, entered: 3 });
    expect(engine.workers).toMatchObject([{ pid: process.pid, batchMs: 20, failures: 0 }]);
    expect(engine.shards).toHaveLength(64);
    shop.now += 60_000;
    expect((await getEngine({ actor: actor() }, shop.clock)).workers).toEqual([]);
    await report.stop();
  });
});

describe("promise 7, asked of the database", () => {
  const health = async (now: number) => (await getHealth(() => new Date(now))).invariant;

  it("holds after entries, ends, failures and moves, in the counters and against the runs; a counter that is off is found, where it is", async () => {
    const { flowId, versionId } = await localFlow();
    const [fine, broken] = await shop.customers(2);
    await pool.query(`UPDATE customer SET time_zone = 'Nowhere/Never' WHERE id = $1`, [broken]);
    await shop.abandon([fine!, broken!, ...(await shop.customers(3))]);
    await shop.drain();
    const { rows } = await pool.query(`SELECT draft FROM flow WHERE id = $1`, [flowId]);
    const second = await shop.publish(flowId, rows[0].draft, {});
    await moveRuns(pool, second, shop.clock);
    await shop.send("PurchaseFinished", [fine!], { total: 100 });
    await shop.drain();
    expect(await findImbalances(pool)).toEqual([]);
    expect(await health(shop.now)).toBe("holds");
    expect(await checkEngine({ actor: actor() }, shop.clock)).toMatchObject({ holds: true, problems: [] });

    await pool.query(
      `UPDATE step_total SET count = count + 2 WHERE version_id = $1 AND step_id = '' AND outcome = 'completed'
         AND shard = (SELECT min(shard) FROM step_total WHERE version_id = $1 AND step_id = '' AND outcome = 'completed')`,
      [second],
    );
    expect(await health(shop.now + 30_000), "an answer stands for a minute").toBe("holds");
    expect(await health(shop.now + 60_000)).toBe(
      "1 flow version: those inside are not those who stand at the steps",
    );
    await pool.query(`DELETE FROM run_timer WHERE run_id IN (SELECT id FROM run WHERE customer_id = $1)`, [
      fine,
    ]);
    await pool.query(
      `UPDATE step_total SET count = count - 2 WHERE version_id = $1 AND step_id = '' AND outcome = 'completed'
         AND shard = (SELECT min(shard) FROM step_total WHERE version_id = $1 AND step_id = '' AND outcome = 'completed')`,
      [second],
    );
    // A run that vanishes is no matter of the counters: only counting the runs finds it.
    await pool.query(
      `DELETE FROM run WHERE id = (SELECT id FROM run WHERE version_id = $1 AND status = 'active' LIMIT 1)`,
      [second],
    );
    expect(await health(shop.now + 180_000)).toBe("holds");
    expect(await checkEngine({ actor: actor() }, shop.clock)).toMatchObject({
      holds: false,
      problems: [{ flowId, version: 2, stepId: "nine", counted: 3, standing: 2 }],
    });
    expect(await checkEngine({ actor: makeActor(v7(), "admin") }, shop.clock)).toMatchObject({ holds: true });
    expect(versionId).not.toBe(second);
  });

  it("says of each kind of break how many versions it concerns", () => {
    const version = { versionId: v7(), inside: 1, standing: 1, least: 0, converted: 0 };
    expect(wordsOf([])).toBe("holds");
    expect(wordsOf([{ ...version, inside: -1, standing: -1, least: -1 }])).toBe(
      "1 flow version: more have ended than ever entered; 1 flow version: more have left a step than ever came to it",
    );
    expect(
      wordsOf([
        { ...version, converted: 2 },
        { ...version, converted: 1 },
      ]),
    ).toBe("2 flow versions: more have converted than entered");
  });
});
