import { readFileSync } from "node:fs";
import type pg from "pg";
import { v7 } from "uuid";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findImbalances } from "@/lib/server/db/health/find-imbalances";
import { moveRuns } from "@/lib/server/engine/move-runs";
import { runBatch } from "@/lib/server/engine/run-batch";
import { reportWorker } from "@/lib/server/metrics/report-worker";
import { WorkerFigures } from "@/lib/server/metrics/worker-figures";
import { getHealth } from "@/lib/server/use-cases/health/get-health";
import { wordsOf } from "@/lib/server/use-cases/health/invariant";
import { showMetrics } from "@/lib/server/use-cases/metrics/show-metrics";
import { testDatabase } from "@/lib/testing/database";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { localFlow } from "@/lib/testing/local-flow";
import { makeActor } from "@/lib/testing/make-actor";
import { checkEngine } from "./check-engine";
import { getEngine } from "./get-engine";

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
    await localFlow(shop);
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
    const { flowId, versionId } = await localFlow(shop);
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
