import fc from "fast-check";
import type pg from "pg";
import { beforeAll, expect, it } from "vitest";
import type { FlowDocument } from "@/lib/domain/flow/document";
import { shardOf } from "@/lib/domain/shard";
import { testDatabase } from "@/lib/testing/database";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { NaiveCustomer, type NaiveEvent } from "@/lib/testing/naive-engine";
import { randomFlow, STORY_EVENTS } from "@/lib/testing/random-flow";
import { runIdOf } from "./ids";
import { moveRuns } from "./move-runs";
import { runBatch } from "./run-batch";

let pool: pg.Pool;
let shop: EngineFixture;
let parts: { templateId: string; campaignId: string };

beforeAll(async () => {
  pool = (await testDatabase()).pool;
  shop = await new EngineFixture(pool).open();
  parts = { templateId: await shop.template(), campaignId: await shop.campaign() };
  // Codes that never expire: a run is given a second one only when its first has, which the naive engine does not know of.
  await pool.query(`UPDATE campaign SET valid_for_ms = NULL WHERE id = $1`, [parts.campaignId]);
});

const CUSTOMERS = 4;
/** One moment of a story: so many hours pass, then these customers do these things, some of them told twice. */
const moment = fc.record({
  hours: fc.integer({ min: 0, max: 40 }),
  events: fc.array(
    fc.record({
      customer: fc.nat(CUSTOMERS - 1),
      name: fc.constantFrom(...STORY_EVENTS),
      total: fc.integer({ min: 0, max: 100 }),
      twice: fc.boolean(),
      cartId: fc.constantFrom("a", "b"),
    }),
    { maxLength: 8 },
  ),
  /** After how many statements a batch dies, again and again; 0 is never. */
  crashAfter: fc.constantFrom(0, 0, 0, 3, 9, 14),
  /** How many events a batch takes. */
  limit: fc.constantFrom(1000, 2, 1),
});

/**
 * Random flows, customers, events, clocks, crashes, repeated deliveries and launches that move everybody through the real engine and through the naive one: every run, its
 * way, its end, its revenue, its messages and codes must be the same. A failure prints the seed and the path that replay it.
 */
it("the engine does what the naive engine does", { timeout: 240_000 }, async () => {
  const stories = fc.record({
    document: randomFlow(parts),
    moments: fc.array(moment, { minLength: 1, maxLength: 8 }),
    relaunch: fc.option(
      fc.record({ at: fc.nat(5), document: randomFlow(parts), chunk: fc.constantFrom(1, 1000) }),
    ),
  });
  await fc.assert(
    fc.asyncProperty(stories, ({ document, moments, relaunch }) => compare(document, moments, relaunch)),
    { numRuns: 60, endOnFailure: false, interruptAfterTimeLimit: 200_000 },
  );
});

type Relaunch = { at: number; document: FlowDocument; chunk: number } | null;

async function compare(
  document: FlowDocument,
  moments: readonly Moment[],
  relaunch: Relaunch,
): Promise<void> {
  const { flowId, versionId } = await shop.live(document);
  const versions = [versionId];
  const ids = await shop.customers(CUSTOMERS);
  const naive = ids.map(
    (id) => new NaiveCustomer(document, (event) => runIdOf(flowId, event.id, shardOf(id)), flowId, id),
  );
  try {
    for (const [index, { hours, events, crashAfter, limit }] of moments.entries()) {
      shop.now += hours * 3_600_000;
      if (index === relaunch?.at) {
        const next = { ...relaunch.document, settings: document.settings };
        versions.push(await shop.publish(flowId, next, {}));
        await moveRuns(pool, versions.at(-1)!, shop.clock, undefined, relaunch.chunk);
        for (const customer of naive) customer.publish(next, shop.now);
      }
      const told = await tell(ids, events);
      for (const [index, customer] of naive.entries()) customer.at(shop.now, told[index]!);
      await drainWithCrashes(crashAfter, limit);
      await expectSame(flowId, ids, naive);
    }
    await expectTotals(versions, naive);
  } finally {
    await pool.query(`UPDATE flow SET status = 'stopped' WHERE id = $1`, [flowId]);
    await shop.drain();
    await pool.query(
      `UPDATE run SET status = 'exited', wake_at = NULL WHERE flow_id = $1 AND status = 'active'`,
      [flowId],
    );
    await pool.query(`DELETE FROM run_timer`);
  }
}

type Moment = {
  hours: number;
  events: { customer: number; name: string; total: number; twice: boolean; cartId: string }[];
  crashAfter: number;
  limit: number;
};

/** Sends the events, some twice; the log's ids are what the naive engine is told. */
async function tell(ids: readonly string[], events: Moment["events"]): Promise<NaiveEvent[][]> {
  const told: NaiveEvent[][] = ids.map(() => []);
  for (const { customer, name, total, twice, cartId } of events) {
    const messageId = `story-${Math.floor(shop.now)}-${await sequence()}`;
    for (let copy = 0; copy < (twice ? 2 : 1); copy++) {
      await shop.send(
        name,
        [ids[customer]!],
        { items: [{ sku: "a", name: "A", price: total, quantity: 1 }], total, currency: "EUR", cartId },
        messageId,
      );
    }
    const { rows } = await pool.query<{ id: number }>(
      `SELECT id FROM event WHERE shard = $1 AND workspace_id = $2 AND message_id = $3`,
      [shardOf(ids[customer]!), shop.workspaceId, messageId],
    );
    expect(rows).toHaveLength(1);
    told[customer]!.push({ id: rows[0]!.id, name, total, at: shop.now, cartId });
  }
  return told;
}

async function sequence(): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(`SELECT nextval('event_id_seq')::bigint AS n`);
  return rows[0]!.n;
}

/** Every batch dies `crashAfter` statements in, three times over; then it may finish. */
async function drainWithCrashes(crashAfter: number, limit: number): Promise<void> {
  if (crashAfter > 0) {
    for (let crash = 0; crash < 3; crash++) {
      await runBatch(dyingPool(crashAfter + crash), { clock: shop.clock, limit }).catch((error: Error) =>
        expect(error.message).toBe("died"),
      );
    }
  }
  await shop.drain(limit);
}

function dyingPool(after: number): pg.Pool {
  return {
    connect: async () => {
      const client = await pool.connect();
      let left = after;
      return new Proxy(client, {
        get: (target, key) => {
          const value = Reflect.get(target, key);
          if (key !== "query") return typeof value === "function" ? value.bind(target) : value;
          return async (...args: unknown[]) => {
            if (args[0] !== "ROLLBACK" && left-- <= 0) throw new Error("died");
            return await Reflect.apply(value, target, args);
          };
        },
      });
    },
  } as unknown as pg.Pool;
}

async function expectSame(
  flowId: string,
  ids: readonly string[],
  naive: readonly NaiveCustomer[],
): Promise<void> {
  const { rows } = await pool.query(
    `SELECT r.id, r.customer_id, r.status, r.end_reason, r.step_id, r.wake_at, r.revenue, json_array_length(r.context->'vouchers') AS codes,
       (SELECT coalesce(json_agg(m.step_id ORDER BY m.visit), '[]') FROM message m WHERE m.shard = r.shard AND m.run_id = r.id) AS messages,
       (SELECT json_agg(t->>'stepId' ORDER BY l.id, n) FROM step_log l, json_array_elements(l.transitions) WITH ORDINALITY AS e (t, n)
        WHERE l.shard = r.shard AND l.run_id = r.id AND t->>'kind' = 'entered') AS path
     FROM run r WHERE r.flow_id = $1`,
    [flowId],
  );
  const real = ids.map((id) =>
    rows
      .filter((row) => row.customer_id === id)
      .map(shownReal)
      .sort(byId),
  );
  expect(real).toEqual(naive.map(({ runs }) => runs.map(shownNaive).sort(byId)));
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);

function shownReal(row: Record<string, unknown>) {
  const { id, status, end_reason: reason, step_id: step, wake_at, revenue, codes, messages, path } = row;
  return {
    id,
    status,
    reason,
    step,
    wakeAt: wake_at instanceof Date ? wake_at.getTime() : null,
    revenue,
    codes,
    messages,
    path,
  } as Shown;
}
type Shown = { id: string };

function shownNaive({
  id,
  status,
  reason,
  step,
  wakeAt,
  revenue,
  codes,
  messages,
  path,
}: NaiveCustomer["runs"][number]) {
  return { id, status, reason, step, wakeAt, revenue, codes, messages, path };
}

/** Promise 7: the counters say what the runs say. */
async function expectTotals(versionIds: readonly string[], naive: readonly NaiveCustomer[]): Promise<void> {
  const totals = await shop.totals(...versionIds);
  const runs = naive.flatMap((customer) => customer.runs);
  const count = (test: (run: (typeof runs)[number]) => boolean) => runs.filter(test).length;
  expect(totals["/entered"] ?? 0).toBe(runs.length);
  expect(totals["/completed"] ?? 0).toBe(
    count(({ status }) => status === "completed" || status === "converted"),
  );
  expect(totals["/converted"] ?? 0).toBe(count(({ revenue }) => revenue !== null));
  for (const reason of new Set(naive.flatMap(({ refusals }) => refusals))) {
    expect(totals[`/refused:${reason}`] ?? 0).toBe(
      naive.flatMap(({ refusals }) => refusals).filter((given) => given === reason).length,
    );
  }
  expect(totals["/moved_in"], "all that leave a version come to another").toBe(totals["/moved_out"]);
  // Waiting at a step = entered or moved there - left by any port - ended or moved away there.
  for (const step of new Set(runs.flatMap(({ path }) => path))) {
    const gone = Object.entries(totals).filter(
      ([key]) =>
        key.startsWith(`${step}/port:`) || key.startsWith(`${step}/ended:`) || key === `${step}/moved_out`,
    );
    const came = (totals[`${step}/entered`] ?? 0) + (totals[`${step}/moved_in`] ?? 0);
    const waiting = came - gone.reduce((sum, [, n]) => sum + n, 0);
    expect(waiting, `waiting at ${step}`).toBe(count((run) => run.status === "active" && run.step === step));
  }
}
