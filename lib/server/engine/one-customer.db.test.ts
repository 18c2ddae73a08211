import type pg from "pg";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";

/* Several runs of one customer that move at the same moment: what is decided must not depend on what a batch happens to take. */

const HOUR = 3_600_000;
let pool: pg.Pool;
let shop: EngineFixture;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await new EngineFixture(pool).open();
});

/** Each cart waits as long as it says, then is reminded of; the flow allows one message a day. */
async function reminding(policy: "skip" | "hold") {
  const templateId = await shop.template();
  return await shop.live(
    drawFlow(
      {
        trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "wait" } },
        wait: {
          type: "wait",
          config: { mode: "duration", duration: { value: 2, unit: "hours" } },
          to: { next: "email" },
        },
        email: { type: "send-email", config: { templateId }, to: { next: "end" } },
        end: { type: "exit" },
      },
      {
        cap: { count: 1, per: { value: 1, unit: "days" }, policy },
        frequency: {
          reentry: "again",
          delay: { value: 0, unit: "hours" },
          whileActive: "parallel",
          correlation: "cartId",
        },
      },
    ),
  );
}

it.each([1, 1000])(
  "two carts that are due in one batch share one slot of the cap (%i a batch)",
  async (limit) => {
    const { versionId } = await reminding("skip");
    const [customer] = await shop.customers(1);
    for (const cartId of ["a", "b", "c"]) await shop.abandon([customer!], { cartId });
    await shop.drain(limit);
    shop.now += 2 * HOUR;
    await shop.drain(limit);
    expect(await shop.messages()).toHaveLength(1);
    expect(await shop.totals(versionId)).toMatchObject({ "email/queued": 1, "email/skipped:capped": 2 });
  },
);

it.each([1, 1000])("who has waited longest is reminded first (%i a batch)", async (limit) => {
  await reminding("hold");
  const [customer] = await shop.customers(1);
  for (const cartId of ["z", "y", "x", "w"]) {
    await shop.abandon([customer!], { cartId });
    await shop.drain(limit);
    shop.now += 60_000;
  }
  shop.now += 3 * HOUR;
  // An event of theirs at the same moment changes nothing of that.
  await shop.send("looked", [customer!]);
  await shop.drain(limit);
  const { rows } = await pool.query(
    `SELECT context #>> '{event,properties,cartId}' AS cart FROM message WHERE workspace_id = $1`,
    [shop.workspaceId],
  );
  expect(rows).toEqual([{ cart: "z" }]);
});

it("two messages in a row of one run share it as well", async () => {
  const templateId = await shop.template();
  const email = { type: "send-email", config: { templateId } };
  const { versionId } = await shop.live(
    drawFlow(
      {
        trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "first" } },
        first: { ...email, to: { next: "second" } },
        second: { ...email, to: { next: "end" } },
        end: { type: "exit" },
      },
      { cap: { count: 1, per: { value: 1, unit: "days" }, policy: "hold" } },
    ),
  );
  await shop.abandon(await shop.customers(1));
  await shop.drain();
  expect(await shop.totals(versionId)).toMatchObject({ "first/queued": 1, "second/deferred:capped": 1 });
  await shop.pass(24 * HOUR);
  expect(await shop.totals(versionId)).toMatchObject({ "second/queued": 1 });
});

it("promise 3: while eight workers share the work and events still come, each customer's are handled one by one in the order they were accepted", async () => {
  await shop.live(
    drawFlow(
      {
        trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "wait" } },
        wait: {
          type: "wait",
          config: { mode: "duration", duration: { value: 2, unit: "hours" } },
          to: { next: "end" },
        },
        end: { type: "exit" },
      },
      {
        goal: { eventName: "PurchaseFinished" },
        frequency: { reentry: "again", delay: { value: 0, unit: "hours" }, whileActive: "ignore" },
      },
    ),
  );
  const customers = await shop.customers(40);
  const visits = [1, 2, 3, 4, 5, 6];
  const visiting = async () => {
    for (const visit of visits) {
      await shop.abandon(customers);
      await shop.send("PurchaseFinished", customers, { total: visit, currency: "EUR" });
    }
  };
  // Small batches, so that one customer's events are spread over several of them.
  await Promise.all([visiting(), ...Array.from({ length: 8 }, () => shop.drain(7))]);
  await shop.drain(7);
  const { rows } = await pool.query(
    `SELECT array_agg(DISTINCT status) AS endings, array_agg(revenue::int ORDER BY revenue) AS revenues FROM run
     WHERE workspace_id = $1 GROUP BY customer_id`,
    [shop.workspaceId],
  );
  expect(rows).toEqual(customers.map(() => ({ endings: ["converted"], revenues: visits })));
});
