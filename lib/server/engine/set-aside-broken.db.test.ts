import type pg from "pg";
import { v7 } from "uuid";
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

  const { shards, isOfData } = await failureOf(broken!);
  const shard = shardOf(broken!);
  expect([shards, isOfData]).toEqual([[shard], true]);
  await setAsideBroken(pool, shop.clock, shard);

  expect(await quarantined()).toEqual([{ id: broken, reason: "engine_error" }]);
  expect((await shop.runs()).map((run) => run.customer_id).sort()).toEqual([first, last].sort());
  const left = await pool.query(`SELECT FROM event_pending WHERE shard = $1`, [shard]);
  expect(left.rowCount).toBe(0);
});

it("promise 1: an event that was in quarantine before it reached the log is listed again when the engine puts it aside", async () => {
  const [broken] = await neighbours(1);
  await refuse(`customer_id <> '${broken}'`);
  await shop.abandon([broken!]);
  await pool.query(
    `INSERT INTO quarantined_event (workspace_id, name, message_id, payload, reason, errors, received_at, replayed_at)
     SELECT workspace_id, name, message_id, '{}', 'undefined_event', '[]', $2, $2 FROM event WHERE workspace_id = $1`,
    [shop.workspaceId, shop.clock()],
  );
  await setAsideBroken(pool, shop.clock, (await failureOf(broken!)).shards[0]!);
  const { rows } = await pool.query(
    `SELECT payload ->> 'customerId' AS id, reason, replayed_at FROM quarantined_event WHERE workspace_id = $1`,
    [shop.workspaceId],
  );
  expect(rows).toEqual([{ id: broken, reason: "engine_error", replayed_at: null }]);
});

it("promise 6: a due run that the database refuses fails, in its log and the counters; no event is blamed for it", async () => {
  const [broken, waiting, newcomer] = await neighbours(3);
  await shop.abandon([broken!, waiting!]);
  await shop.drain();
  await refuse(`customer_id <> '${broken}' OR status <> 'completed'`);
  shop.now += HOUR;
  await shop.abandon([newcomer!]);

  await setAsideBroken(pool, shop.clock, (await failureOf(broken!)).shards[0]!);

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
    await expect(setAsideBroken(pool, shop.clock, broken.shards[0]!)).rejects.toThrow(BatchFailure);
  } finally {
    await pool.query(`ALTER TABLE run_away RENAME TO run`);
  }
  expect(await quarantined()).toEqual([]);
  await shop.drain();
  expect(await shop.runs()).toHaveLength(1);
});

it("promise 6: a workspace whose settings cannot be read keeps nobody else's customers waiting, and is sent nothing by guess", async () => {
  const [fine] = await neighbours(1);
  const broken = await new EngineFixture(pool).open();
  await broken.live(
    drawFlow({ trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" } } }),
  );
  let stranger: string | undefined;
  while (!stranger) stranger = (await broken.customers(64)).find((id) => shardOf(id) === shardOf(fine!));
  await pool.query(`UPDATE workspace SET settings = '{"consentPolicy": "whatever"}' WHERE id = $1`, [
    broken.workspaceId,
  ]);
  await broken.abandon([stranger]);
  await shop.abandon([fine!]);
  const failure = await failureOf(fine!);
  expect(failure.isOfData).toBe(true);
  await setAsideBroken(pool, shop.clock, failure.shards[0]!);
  expect(await shop.runs()).toHaveLength(1);
  expect(await broken.runs()).toHaveLength(0);
  const { rows } = await pool.query(`SELECT reason FROM quarantined_event WHERE workspace_id = $1`, [
    broken.workspaceId,
  ]);
  expect(rows).toEqual([{ reason: "engine_error" }]);
});

it("promise 6: a version that this program cannot read fails the runs inside it and lets nobody in; the other flow goes on", async () => {
  const [inside, newcomer] = await neighbours(2);
  await shop.abandon([inside!]);
  await shop.drain();
  const { rows } = await pool.query<{ document: { steps: { id: string; type: string }[] } }>(
    `SELECT document FROM flow_version WHERE id = $1`,
    [flow.versionId],
  );
  const { document } = rows[0]!;
  const unknown = {
    ...document,
    steps: document.steps.map((step) => (step.id === "wait" ? { ...step, type: "teleport" } : step)),
  };
  // The version of before is kept in memory, so the unreadable one is another of the same flow.
  const other = v7();
  await pool.query(
    `INSERT INTO flow_version (id, flow_id, workspace_id, number, document, published_at) VALUES ($1, $2, $3, 2, $4, $5)`,
    [other, flow.flowId, shop.workspaceId, JSON.stringify(unknown), shop.clock()],
  );
  await pool.query(`UPDATE flow SET live_version_id = $2 WHERE id = $1`, [flow.flowId, other]);
  await pool.query(`UPDATE run SET version_id = $2 WHERE flow_id = $1`, [flow.flowId, other]);
  const second = await shop.live(
    drawFlow({ trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" } } }),
  );
  await shop.abandon([newcomer!]);
  await shop.pass(2 * HOUR);
  const { rows: runs } = await pool.query(
    `SELECT customer_id, flow_id, status, end_reason FROM run WHERE workspace_id = $1 ORDER BY entered_at, id`,
    [shop.workspaceId],
  );
  expect(runs).toMatchObject([
    {
      customer_id: inside,
      status: "failed",
      end_reason: 'error: Step "wait" has the unknown type "teleport".',
    },
    { customer_id: newcomer, flow_id: second.flowId, status: "completed" },
  ]);
  expect(await shop.totals(other)).toMatchObject({ "/failed": 1 });
});

it("promise 6: an event that a flow's entry rules cannot be applied to is refused by that flow, with the reason, and by no other", async () => {
  const { versionId } = await shop.live(
    drawFlow(
      {
        trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "end" } },
        end: { type: "exit" },
      },
      { schedule: { hours: { from: "09:00", until: "10:00" } } },
    ),
  );
  await pool.query(`UPDATE workspace SET time_zone = 'Nowhere/Never' WHERE id = $1`, [shop.workspaceId]);
  await shop.abandon(await shop.customers(1));
  await shop.drain();
  expect(await shop.totals(versionId)).toEqual({ "/refused:error": 1 });
  expect((await shop.runs()).map(({ status }) => status)).toEqual(["active"]);
});
