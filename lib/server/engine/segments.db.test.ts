import type pg from "pg";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { EventFilter, SegmentRule } from "@/lib/domain/segment/rule";
import { shardOf } from "@/lib/domain/shard";
import { buildSegment } from "@/lib/server/db/segments/build-segment";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { edgesOf, makeSegment, membersOf } from "@/lib/testing/segment-fixture";

const DAY = 86_400_000;
const ABANDONED = "itemAddedToCart";
const BOUGHT = "PurchaseFinished";

let pool: pg.Pool;
let shop: EngineFixture;
beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await new EngineFixture(pool).open();
});

const occurred = (event: string, comparison: EventFilter["comparison"], value: number): EventFilter => ({
  event,
  metric: "occurred",
  comparison,
  value,
});
const last = (comparison: EventFilter["comparison"], value: number, event = ABANDONED): EventFilter => ({
  event,
  metric: "last_occurred",
  comparison,
  value,
});
const all = (...filters: SegmentRule["filters"]): SegmentRule => ({ match: "all", filters });

async function does(event: string, customerId: string, times = 1): Promise<void> {
  for (let time = 0; time < times; time++) await shop.send(event, [customerId], {});
  await shop.drain();
}

async function somebody(): Promise<string> {
  const [id] = await shop.customers(1);
  await shop.send("customer.created", [id!]);
  await shop.drain();
  return id!;
}

describe("by events", () => {
  it("S0-15, S0-17: whoever does it enters once, and doing it again tells nothing", async () => {
    const segment = await makeSegment(shop, all(occurred(ABANDONED, "more_than", 0)));
    const [ada, bo] = [await somebody(), await somebody()];
    await does(ABANDONED, ada, 2);
    await does(ABANDONED, ada);
    expect(await membersOf(shop, segment)).toEqual([ada]);
    expect(await edgesOf(shop, ada)).toEqual(["entered"]);
    expect(await edgesOf(shop, bo)).toEqual([]);
  });

  it("S1-24: exactly one redemption is left again by the second, also when both come in one batch", async () => {
    const segment = await makeSegment(
      shop,
      all(occurred("customer.created", "exactly", 1), occurred("redemption.succeeded", "exactly", 1)),
    );
    const [ada, bo] = [await somebody(), await somebody()];
    await does("redemption.succeeded", ada);
    expect(await membersOf(shop, segment)).toEqual([ada]);
    await does("redemption.succeeded", ada);
    await does("redemption.succeeded", bo, 2);
    expect(await membersOf(shop, segment)).toEqual([]);
    for (const customer of [ada, bo]) expect(await edgesOf(shop, customer)).toEqual(["entered", "left"]);
  });

  it("S1-26: two events in either order", async () => {
    await makeSegment(shop, all(occurred(ABANDONED, "more_than", 0), occurred(BOUGHT, "more_than", 0)));
    const [ada, bo] = [await somebody(), await somebody()];
    await does(ABANDONED, ada);
    await does(BOUGHT, bo);
    expect([await edgesOf(shop, ada), await edgesOf(shop, bo)]).toEqual([[], []]);
    await does(BOUGHT, ada);
    await does(ABANDONED, bo);
    expect([await edgesOf(shop, ada), await edgesOf(shop, bo)]).toEqual([["entered"], ["entered"]]);
  });

  it("S1-19: somebody new has done it less than once, until they do it", async () => {
    const segment = await makeSegment(shop, all(occurred(ABANDONED, "less_than", 1)));
    const ada = await somebody();
    expect(await membersOf(shop, segment)).toEqual([ada]);
    await does(ABANDONED, ada);
    expect(await edgesOf(shop, ada)).toEqual(["entered", "left"]);
  });

  it("an order changes what is asked about the profile, and any of several filters will do", async () => {
    const segment = await makeSegment(shop, {
      match: "any",
      filters: [
        { field: "customer.orderCount", operator: "greater_or_equal", value: 1 },
        all(occurred(ABANDONED, "more_than", 5)),
      ],
    });
    const ada = await somebody();
    await does(BOUGHT, ada);
    expect(await membersOf(shop, segment)).toEqual([ada]);
  });
});

describe("by time alone", () => {
  it("S1-21, S1-22: last occurred enters and leaves as whole days pass, with no event", async () => {
    const less = await makeSegment(shop, all(last("less_than", 7)));
    const exactly = await makeSegment(shop, all(last("exactly", 7)));
    const more = await makeSegment(shop, all(last("more_than", 7)));
    const ada = await somebody();
    const never = await somebody();
    await does(ABANDONED, ada);
    const inside = async () =>
      (await Promise.all([less, exactly, more].map((id) => membersOf(shop, id)))).map((ids) =>
        ids.includes(ada),
      );
    expect(await inside()).toEqual([true, false, false]);
    await shop.pass(7 * DAY - 1);
    expect(await inside()).toEqual([true, false, false]);
    await shop.pass(1);
    expect(await inside()).toEqual([false, true, false]);
    await shop.pass(DAY - 1);
    expect(await inside()).toEqual([false, true, false]);
    await shop.pass(1);
    expect(await inside()).toEqual([false, false, true]);
    expect((await edgesOf(shop, ada)).sort()).toEqual(["entered", "entered", "entered", "left", "left"]);
    expect(await edgesOf(shop, never)).toEqual([]);
    const checks = await pool.query(`SELECT FROM segment_check WHERE customer_id = $1`, [ada]);
    expect(checks.rowCount).toBe(0);
  });

  it("S0-40: who belongs when it is made is told of to nobody, and still leaves in time", async () => {
    const ada = await somebody();
    await does(ABANDONED, ada);
    const segment = await makeSegment(shop, all(last("less_than", 2)));
    expect(await membersOf(shop, segment)).toEqual([ada]);
    expect(await edgesOf(shop, ada)).toEqual([]);
    await shop.pass(2 * DAY);
    expect(await membersOf(shop, segment)).toEqual([]);
    expect(await edgesOf(shop, ada)).toEqual(["left"]);
  });

  it("a check of somebody or something that is gone is put away, and holds up nothing", async () => {
    const segment = await makeSegment(shop, all(last("less_than", 2)));
    const ada = await somebody();
    await does(ABANDONED, ada);
    await pool.query(`DELETE FROM customer WHERE id = $1`, [ada]);
    const bo = await somebody();
    await does(ABANDONED, bo);
    await pool.query(`DELETE FROM segment WHERE id = $1`, [segment]);
    await shop.pass(3 * DAY);
    expect((await pool.query(`SELECT FROM segment_check WHERE segment_id = $1`, [segment])).rowCount).toBe(0);
  });
});

describe("in flows", () => {
  it("S0-1, S0-33: entering is a trigger, of the chosen segment only; a branch asks who belongs", async () => {
    const [segment, other] = [
      await makeSegment(shop, all(occurred(ABANDONED, "more_than", 0))),
      await makeSegment(shop, all(occurred(BOUGHT, "more_than", 0))),
    ];
    const { versionId } = await shop.live(
      drawFlow({
        trigger: {
          type: "event-trigger",
          config: { eventName: "customer.segment.entered", segmentId: segment },
          to: { next: "asks" },
        },
        asks: {
          type: "branch",
          config: {
            branches: [
              {
                id: "yes",
                name: "Yes",
                filter: {
                  match: "all",
                  conditions: [
                    { field: "customer.segments", operator: "is", value: segment },
                    { field: "customer.segments", operator: "is_not", value: other },
                  ],
                },
              },
            ],
          },
          to: { yes: "end" },
        },
        end: { type: "exit" },
      }),
    );
    const [ada, bo] = [await somebody(), await somebody()];
    await does(ABANDONED, ada);
    await does(BOUGHT, bo);
    expect((await shop.runs()).map(({ customer_id, step_id }) => [customer_id, step_id])).toEqual([
      [ada, "end"],
    ]);
    expect(await shop.totals(versionId)).toMatchObject({ "asks/port:yes": 1 });
  });

  it("an attribute that a step sets moves the customer at once", async () => {
    const segment = await makeSegment(
      shop,
      all({ field: "customer.attributes.tier", operator: "is", value: "gold" }),
    );
    await shop.live(
      drawFlow({
        trigger: { type: "event-trigger", config: { eventName: ABANDONED }, to: { next: "set" } },
        set: {
          type: "update-customer",
          config: { set: [{ attribute: "tier", value: "gold" }] },
          to: { next: "end" },
        },
        end: { type: "exit" },
      }),
    );
    const ada = await somebody();
    await does(ABANDONED, ada);
    expect(await membersOf(shop, segment)).toEqual([ada]);
    expect(await edgesOf(shop, ada)).toEqual(["entered"]);
  });
});

it("events handled while a segment is being built are neither missed nor told twice", async () => {
  const ada = await somebody();
  const segment = await makeSegment(shop, all(occurred(ABANDONED, "more_than", 0)));
  // As it stands before this customer's shard has been reached.
  await pool.query(`UPDATE segment SET built_shards = $2 WHERE id = $1`, [segment, shardOf(ada)]);
  await does(ABANDONED, ada);
  expect([await membersOf(shop, segment), await edgesOf(shop, ada)]).toEqual([[], []]);
  await shop.send(ABANDONED, [ada], {});
  await buildSegment(pool, segment, shop.clock);
  expect([await membersOf(shop, segment), await edgesOf(shop, ada)]).toEqual([[ada], []]);
  await shop.drain();
  expect(await edgesOf(shop, ada)).toEqual([]);
});
