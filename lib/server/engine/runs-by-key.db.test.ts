import type pg from "pg";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";

const HOUR = 3_600_000;
let pool: pg.Pool;
let shop: EngineFixture;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await new EngineFixture(pool).open();
});

const hours = (value: number) => ({ value, unit: "hours" });
const drawing = (frequency: Record<string, unknown>) =>
  drawFlow(
    {
      trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "wait" } },
      wait: { type: "wait", config: { mode: "duration", duration: hours(5) }, to: { next: "end" } },
      end: { type: "exit" },
    },
    { frequency },
  );
const byCart = (frequency: Record<string, unknown>) =>
  shop.live(drawing({ correlation: "cartId", ...frequency }));
/** One customer fills these carts, one after the other, in one batch or in several. */
async function fill(customerId: string, carts: readonly string[], { apart = true } = {}): Promise<void> {
  for (const cartId of carts) {
    await shop.abandon([customerId], { cartId });
    if (apart) await shop.drain();
  }
  await shop.drain();
}
const statuses = async () => (await shop.runs()).map(({ status }) => status).sort();
const refused = async (versionId: string) =>
  Object.fromEntries(
    Object.entries(await shop.totals(versionId)).filter(([outcome]) => outcome.startsWith("/refused:")),
  );

it.each([[true], [false]])(
  "each cart is let in once, and ignored while it is inside (batches apart: %s)",
  async (apart) => {
    const { versionId } = await byCart({ reentry: "never", whileActive: "ignore" });
    const [customer] = await shop.customers(1);
    await fill(customer!, ["a", "b", "a"], { apart });
    expect(await statuses()).toEqual(["active", "active"]);
    expect(await refused(versionId)).toEqual({ "/refused:already_active": 1 });
    await shop.pass(5 * HOUR);
    await fill(customer!, ["a", "c"], { apart });
    expect(await statuses()).toEqual(["active", "completed", "completed"]);
    expect(await refused(versionId)).toMatchObject({ "/refused:reentry_never": 1 });
  },
);

it("a cart that changes replaces its own run and leaves the other cart's alone", async () => {
  await byCart({ reentry: "again", delay: hours(0), whileActive: "supersede" });
  const [customer] = await shop.customers(1);
  await fill(customer!, ["a", "b", "a"]);
  expect(await statuses()).toEqual(["active", "active", "exited"]);
});

it("runs of one cart side by side keep that cart's newest items, and no other's", async () => {
  await byCart({ reentry: "again", delay: hours(0), whileActive: "parallel" });
  const [customer] = await shop.customers(1);
  await fill(customer!, ["a", "b"]);
  await shop.abandon([customer!], {
    cartId: "a",
    items: [{ sku: "cup", name: "Cup", price: 100, quantity: 1 }],
    total: 100,
  });
  await shop.drain();
  const { rows } = await pool.query(
    `SELECT context -> 'cart' ->> 'total' AS total FROM run WHERE workspace_id = $1 ORDER BY trigger_event_id`,
    [shop.workspaceId],
  );
  expect(rows.map(({ total }) => total)).toEqual(["100", "4000", "100"]);
});

it("the time between entries is the cart's, the limit within a period the customer's", async () => {
  const { versionId } = await byCart({
    reentry: "again",
    delay: hours(24),
    limit: { count: 3, per: { value: 1, unit: "weeks" } },
    whileActive: "ignore",
  });
  const [customer] = await shop.customers(1);
  await fill(customer!, ["a", "b"]);
  await shop.pass(6 * HOUR);
  await fill(customer!, ["a"]);
  expect(await refused(versionId)).toEqual({ "/refused:reentry_delay": 1 });
  await fill(customer!, ["c", "d"]);
  expect(await refused(versionId)).toEqual({ "/refused:reentry_delay": 1, "/refused:reentry_limit": 1 });
  expect(await shop.runs()).toHaveLength(3);
});

it("an entry long ago is found by its cart, however many others came since", async () => {
  const { versionId } = await byCart({ reentry: "never", whileActive: "ignore" });
  const [customer] = await shop.customers(1);
  await fill(customer!, ["first", ...Array.from({ length: 12 }, (_, index) => `cart ${index}`)]);
  await shop.pass(24 * HOUR);
  await fill(customer!, ["first"]);
  expect(await refused(versionId)).toEqual({ "/refused:reentry_never": 1 });
});

it("an entry without a key is found behind newer ones of carts, when a launch no longer tells carts apart", async () => {
  const once = { reentry: "again", delay: hours(24), whileActive: "supersede" };
  const { flowId } = await shop.live(drawing(once));
  const [customer] = await shop.customers(1);
  await fill(customer!, [""]);
  await shop.publish(flowId, drawing({ ...once, correlation: "cartId" }));
  await shop.pass(HOUR);
  await fill(customer!, ["a", "b"]);
  const latest = await shop.publish(flowId, drawing(once));
  await shop.pass(HOUR);
  await fill(customer!, ["a"]);
  expect(await refused(latest)).toEqual({ "/refused:reentry_delay": 1 });
  expect(await statuses()).toEqual(["active", "active", "active"]);
});
