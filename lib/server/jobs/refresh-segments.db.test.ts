import fc from "fast-check";
import type pg from "pg";
import { beforeAll, expect, it } from "vitest";
import { matches, type Tally } from "@/lib/domain/segment/matches";
import { COMPARISONS, type SegmentRule } from "@/lib/domain/segment/rule";
import { testDatabase } from "@/lib/testing/database";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { edgesOf, makeSegment, membersOf } from "@/lib/testing/segment-fixture";
import { keepMonths } from "./keep-months";
import { refreshSegments } from "./refresh-segments";

const DAY = 86_400_000;
const EVENTS = ["itemAddedToCart", "looked"];
/** A workspace that keeps three months keeps this one's first moment after the month has turned, and nothing before it. */
const EDGE = Date.parse("2026-02-01T00:00:00Z");
const BEFORE_THE_TURN = Date.parse("2026-04-30T23:00:00Z");
const AFTER_THE_TURN = Date.parse("2026-05-01T00:30:00Z");

let pool: pg.Pool;
beforeAll(async () => {
  pool = (await testDatabase()).pool;
});

/** Carries out what the nightly job left in the queue. @returns of how many workspaces */
async function refreshQueued(shop: EngineFixture): Promise<number> {
  const { rows } = await pool.query<{ payload: unknown }>(
    `DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t
     WHERE t.id = j.task_id AND t.identifier = 'refresh_segments' AND j.payload ->> 'workspaceId' = $1 RETURNING j.payload`,
    [shop.workspaceId],
  );
  for (const { payload } of rows) await refreshSegments(payload, { pool, clock: shop.clock });
  return rows.length;
}

/** Events of one customer: what, and when (epoch ms), on both sides of the edge and at it. */
const history = fc.array(
  fc.record({
    name: fc.constantFrom(...EVENTS),
    at: fc.oneof(
      fc.constantFrom(EDGE - 1, EDGE, EDGE + 1),
      fc.integer({ min: -20, max: 60 }).map((days) => EDGE + days * DAY),
    ),
  }),
  { maxLength: 5 },
);
const common = { event: fc.constantFrom(...EVENTS), comparison: fc.constantFrom(...COMPARISONS) };
const filter = fc.oneof(
  fc.record({ ...common, metric: fc.constant("occurred" as const), value: fc.integer({ min: 0, max: 3 }) }),
  // Days before the turn on both sides of the edge.
  fc.record({
    ...common,
    metric: fc.constant("last_occurred" as const),
    value: fc.integer({ min: 60, max: 100 }),
  }),
);
const rule: fc.Arbitrary<SegmentRule> = fc.record({
  match: fc.constantFrom("all" as const, "any" as const),
  filters: fc.array(filter, { minLength: 1, maxLength: 2 }),
});

it("S1-15, S1-16: once a month has gone, a segment holds whom its rule takes by the events that are left, for the database and for the engine, and nobody is told", async () => {
  // Somebody keeps for ever, so that the month stays and the others' rows go from it.
  await new EngineFixture(pool).open({ retentionMonths: null });
  let changed = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(history, { minLength: 15, maxLength: 25 }),
      fc.array(rule, { minLength: 3, maxLength: 3 }),
      async (histories, rules) => {
        const shop = await new EngineFixture(pool).open({ retentionMonths: 3 });
        const customers = await shop.customers(histories.length);
        for (const [index, events] of histories.entries())
          for (const { name, at } of events) {
            shop.now = at;
            await shop.send(name, [customers[index]!]);
          }
        shop.now = BEFORE_THE_TURN;
        await shop.drain();
        const segments = [];
        for (const one of rules) segments.push({ rule: one, id: await makeSegment(shop, one) });
        const before = await Promise.all(segments.map(({ id }) => membersOf(shop, id)));

        shop.now = AFTER_THE_TURN;
        await keepMonths({ pool, clock: shop.clock });
        const outlived = histories.some((events) => events.some(({ at }) => at < EDGE));
        expect(await refreshQueued(shop)).toBe(outlived ? 1 : 0);
        for (const [index, { rule, id }] of segments.entries()) {
          const expected = customers
            .filter((_, who) => matches(rule, { scope: {}, tallies: leftOf(histories[who]!), now: shop.now }))
            .sort();
          // A recency filter changes with time alone, which the engine sees to by its own checks.
          if (outlived) expect(await membersOf(shop, id)).toEqual(expected);
          if (before[index]!.join() !== expected.join()) changed++;
        }
        if (!outlived) return;
        // Makes the engine ask every rule of everybody: it finds each where the database put them.
        await shop.send("customer.created", customers);
        await shop.drain();
        for (const customer of customers) expect(await edgesOf(shop, customer)).toEqual([]);
      },
    ),
    { numRuns: 2 },
  );
  // Histories that lose nothing would prove nothing.
  expect(changed).toBeGreaterThan(0);
});

function leftOf(events: readonly { name: string; at: number }[]): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const { name, at } of events.filter((event) => event.at >= EDGE)) {
    const before = tallies.get(name);
    tallies.set(name, { count: (before?.count ?? 0) + 1, lastAt: Math.max(before?.lastAt ?? at, at) });
  }
  return tallies;
}

it("a month that goes whole asks all segments about events anew, and leaves alone those that are still to be filled", async () => {
  await pool.query(`DELETE FROM workspace`);
  const shop = await new EngineFixture(pool).open({ retentionMonths: 3 });
  const [customer] = await shop.customers(1);
  await keepMonths({ pool, clock: shop.clock });
  await shop.send("looked", [customer!]);
  await shop.drain();
  const looked: SegmentRule = {
    match: "all",
    filters: [{ event: "looked", metric: "occurred", comparison: "more_than", value: 0 }],
  };
  const [filled, begun] = [await makeSegment(shop, looked), await makeSegment(shop, looked)];
  await pool.query(`UPDATE segment SET built_shards = 0 WHERE id = $1`, [begun]);
  shop.now = AFTER_THE_TURN;
  await keepMonths({ pool, clock: shop.clock });
  expect(await refreshQueued(shop)).toBe(1);
  expect(await membersOf(shop, filled)).toEqual([]);
  expect(await membersOf(shop, begun)).toEqual([customer]);
  expect(await edgesOf(shop, customer!)).toEqual([]);
});
