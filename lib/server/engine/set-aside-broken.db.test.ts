import type pg from "pg";
import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { shardOf } from "@/lib/domain/shard";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { BatchFailure } from "./batch-failure";
import { runBatch } from "./run-batch";
import { setAsideBroken } from "./set-aside-broken";

const HOUR = 3_600_000;
let pool: pg.Pool;
let shop: EngineFixture;
let flow: { flowId: string; versionId: string };

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await new EngineFixture(pool).open();
  flow = await shop.live(
    drawFlow({
      trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "wait" } },
      wait: {
        type: "wait",
        config: { mode: "duration", duration: { value: 1, unit: "hours" } },
        to: { next: "end" },
      },
      end: { type: "exit" },
    }),
  );
});
// Stands for any data that the table refuses.
afterEach(async () => {
  await pool.query(`ALTER TABLE run DROP CONSTRAINT IF EXISTS refused`);
});
const refuse = (rule: string) =>
  pool.query(`ALTER TABLE run ADD CONSTRAINT refused CHECK (${rule}) NOT VALID`);

/** Customers who share a shard. */
async function neighbours(count: number): Promise<string[]> {
  const byShard = new Map<number, string[]>();
  for (const id of await shop.customers(count * 64))
    byShard.set(shardOf(id), [...(byShard.get(shardOf(id)) ?? []), id]);
  return [...byShard.values()].find((ids) => ids.length >= count)!.slice(0, count);
}

async function failureOf(customerId: string): Promise<BatchFailure> {
  const error = await runBatch(pool, { clock: shop.clock, startAt: shardOf(customerId) }).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(BatchFailure);
  return error as BatchFailure;
}

const quarantined = async () =>
  (
    await pool.query(
      `SELECT payload->>'customerId' AS id, reason FROM quarantined_event WHERE workspace_id = $1`,
      [shop.workspaceId],
    )
  ).rows;

it("promise 6: an event whose effects the database refuses goes to the quarantine; its neighbours enter", async () => {
  const [first, broken, last] = await neighbours(3);
  await refuse(`customer_id <> '${broken}'`);
  await shop.abandon([first!, broken!, last!]);

  const { shard, isOfData } = await failureOf(broken!);
  expect([shard, isOfData]).toEqual([shardOf(broken!), true]);
  await setAsideBroken(pool, shop.clock, shard);

  expect(await quarantined()).toEqual([{ id: broken, reason: "engine_error" }]);
  expect((await shop.runs()).map((run) => run.customer_id).sort()).toEqual([first, last].sort());
  const left = await pool.query(`SELECT FROM event_pending WHERE shard = $1`, [shard]);
  expect(left.rowCount).toBe(0);
});

it("promise 6: a due run that the database refuses fails, in its log and the counters; no event is blamed for it", async () => {
  const [broken, waiting, newcomer] = await neighbours(3);
  await shop.abandon([broken!, waiting!]);
  await shop.drain();
  await refuse(`customer_id <> '${broken}' OR status <> 'completed'`);
  shop.now += HOUR;
  await shop.abandon([newcomer!]);

  await setAsideBroken(pool, shop.clock, (await failureOf(broken!)).shard);

  expect(await quarantined()).toEqual([]);
  const states = Object.fromEntries((await shop.runs()).map((run) => [run.customer_id, run.status]));
  expect(states).toEqual({ [broken!]: "failed", [waiting!]: "completed", [newcomer!]: "active" });
  expect(await shop.totals(flow.versionId)).toMatchObject({ "/entered": 3, "/failed": 1, "/completed": 1 });
  const { rows } = await pool.query(
    `SELECT l.transitions->-1->>'kind' AS kind FROM step_log l JOIN run r ON r.shard = l.shard AND r.id = l.run_id
     WHERE r.customer_id = $1 ORDER BY l.id DESC LIMIT 1`,
    [broken],
  );
  expect(rows).toEqual([{ kind: "ended" }]);
  const timers = await pool.query(
    `SELECT FROM run_timer t JOIN run r ON r.id = t.run_id WHERE r.customer_id = $1`,
    [broken],
  );
  expect(timers.rowCount).toBe(0);
});

it("a batch that fails for another reason than its data puts nobody aside", async () => {
  const [customer] = await shop.customers(1);
  await shop.abandon([customer!]);
  await pool.query(`ALTER TABLE run RENAME TO run_away`);
  try {
    const broken = await failureOf(customer!);
    expect(broken.isOfData).toBe(false);
    await expect(setAsideBroken(pool, shop.clock, broken.shard)).rejects.toThrow(BatchFailure);
  } finally {
    await pool.query(`ALTER TABLE run_away RENAME TO run`);
  }
  expect(await quarantined()).toEqual([]);
  await shop.drain();
  expect(await shop.runs()).toHaveLength(1);
});
