import type pg from "pg";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { BIG_CART, ReviewFixture } from "@/lib/testing/review-fixture";
import { watchStatements } from "@/lib/testing/watch-statements";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const HAD_ONE = { ask: "when", capped: true };

let pool: pg.Pool;
let shop: ReviewFixture;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await new ReviewFixture(pool).open();
});

describe("S3-41: an incentive that is held for a person", () => {
  it("S3-38, S3-40: the run waits at the step, no code is reserved, and the row says what the person needs", async () => {
    const { customer } = await shop.asked();
    expect(await shop.runs()).toMatchObject([
      { status: "active", step_id: "coupon", wake_at: new Date(shop.now + DAY) },
    ]);
    expect(await shop.codes()).toBe(0);
    const { rows } = await pool.query(`SELECT FROM voucher WHERE campaign_id = $1`, [shop.campaignId]);
    expect(rows).toEqual([]);
    expect(await shop.reviews()).toMatchObject([
      {
        status: "pending",
        customer_id: customer,
        cause: "condition",
        reason: expect.stringContaining("3000"),
        cart: { total: 4000, currency: "EUR" },
        incentives: [],
        expires_at: new Date(shop.now + DAY),
        decided_by: null,
      },
    ]);
  });

  it("nobody is asked where no condition holds", async () => {
    await shop.asked({
      ...BIG_CART,
      when: { match: "all", conditions: [{ field: "cart.total", operator: "greater", value: 9000 }] },
    });
    expect(await shop.reviews()).toEqual([]);
    expect(await shop.runs()).toMatchObject([{ status: "completed", step_id: "given" }]);
  });

  it("approved, the code is given once, however often the decision is sent", async () => {
    const { versionId } = await shop.asked();
    const [review] = await shop.reviews();
    expect(await shop.decide(review!.id, "approved", shop.anna, "A good customer")).toMatchObject({
      status: "approved",
      decision: { by: "Anna", note: "A good customer" },
    });
    await expect(shop.decide(review!.id, "refused", shop.ben)).rejects.toMatchObject({
      code: "conflict",
      message: "Anna has approved this already.",
      extra: { status: "approved", decidedBy: "Anna" },
    });
    await shop.drain();
    expect(await shop.runs()).toMatchObject([{ status: "completed", step_id: "given" }]);
    expect(await shop.codes()).toBe(1);
    expect(await shop.totals(versionId)).toMatchObject({
      "coupon/review:asked": 1,
      "coupon/review:approved": 1,
      "coupon/port:issued": 1,
    });
    expect(await shop.reviews()).toMatchObject([
      { status: "approved", result: "left:issued", decided_by: "user:anna", note: "A good customer" },
    ]);
  });

  it("refused, the customer leaves by Held without a code", async () => {
    const { versionId } = await shop.asked();
    await shop.decideOnly("refused");
    expect(await shop.totals(versionId)).toMatchObject({ "coupon/review:refused": 1, "coupon/port:held": 1 });
    expect(await shop.reviews()).toMatchObject([{ status: "refused", result: "left:held" }]);
    expect(await shop.codes()).toBe(0);
  });

  it("when nobody decides in time the customer leaves by Held, and nobody can decide any more", async () => {
    const { versionId } = await shop.asked({ ...BIG_CART, within: { value: 2, unit: "hours" } });
    await shop.pass(2 * HOUR - 1);
    expect((await shop.totals(versionId))["coupon/port:held"]).toBeUndefined();
    await shop.pass(1);
    expect(await shop.totals(versionId)).toMatchObject({ "coupon/review:expired": 1, "coupon/port:held": 1 });
    const [review] = await shop.reviews();
    expect(review).toMatchObject({ status: "expired", result: "left:held" });
    await expect(shop.decide(review!.id, "approved")).rejects.toMatchObject({
      message: expect.stringContaining("Nobody decided in time"),
    });
    expect(await shop.codes()).toBe(0);
  });

  it("of two who decide at once one is heard, and the other is told who it was", async () => {
    await shop.live(shop.drawing(BIG_CART));
    await shop.abandon(await shop.customers(5));
    await shop.drain();
    for (const { id } of await shop.reviews()) {
      const answers = await Promise.allSettled([
        shop.decide(id, "approved", shop.anna),
        shop.decide(id, "refused", shop.ben),
      ]);
      const [heard] = answers.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
      const [told] = answers.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
      expect(told).toMatchObject({
        code: "conflict",
        message: `${heard!.decision!.by} has ${heard!.status} this already.`,
      });
    }
    await shop.drain();
    const rows = await shop.reviews();
    expect(rows).toHaveLength(5);
    expect(await shop.codes()).toBe(rows.filter(({ status }) => status === "approved").length);
    expect(
      rows.every(({ result, status }) => result === (status === "approved" ? "left:issued" : "left:held")),
    ).toBe(true);
  });

  it("a decision and the end of the time race: whichever commits first is what happens", async () => {
    await shop.live(shop.drawing({ ...BIG_CART, within: { value: 1, unit: "minutes" } }));
    for (let round = 0; round < 6; round++) {
      await shop.abandon(await shop.customers(1));
      await shop.drain();
      const { id } = (await shop.reviews()).find(({ status }) => status === "pending")!;
      shop.now += 60_000;
      const before = await shop.codes();
      const [decided] = await Promise.allSettled([shop.decide(id, "approved"), shop.drain()]);
      await shop.drain();
      const row = (await shop.reviews()).find((one) => one.id === id)!;
      const heard = decided!.status === "fulfilled";
      expect(row).toMatchObject(
        heard ? { status: "approved", result: "left:issued" } : { status: "expired", result: "left:held" },
      );
      expect((await shop.codes()) - before).toBe(heard ? 1 : 0);
    }
  });
});

describe("S3-61 to S3-63: a customer who had a recovery discount lately", () => {
  it("is asked about instead of refused, with what they had; approved, the cap does not refuse them again", async () => {
    const { customer, versionId } = await shop.asked(HAD_ONE);
    expect(await shop.codes(), "the first one is given without asking").toBe(1);
    shop.now += DAY;
    await shop.abandon([customer]);
    await shop.drain();
    expect(await shop.reviews()).toMatchObject([
      { status: "pending", cause: "capped", incentives: [{ campaignId: shop.campaignId, recovery: true }] },
    ]);
    expect(await shop.codes()).toBe(1);
    await shop.decideOnly("approved");
    expect(await shop.codes()).toBe(2);
    expect(await shop.totals(versionId)).toMatchObject({ "coupon/port:issued": 2 });
    expect((await shop.totals(versionId))["coupon/not_eligible:capped"]).toBeUndefined();
  });

  it("is refused as before where a step asks about something else alone, also after a person approved that", async () => {
    const { customer, versionId } = await shop.asked(BIG_CART);
    await shop.decideOnly("approved");
    await shop.abandon([customer]);
    await shop.drain();
    await shop.decide((await shop.reviews()).at(-1)!.id, "approved");
    await shop.drain();
    expect(await shop.totals(versionId)).toMatchObject({
      "coupon/port:issued": 1,
      "coupon/not_eligible:capped": 1,
    });
    expect((await shop.reviews()).at(-1)).toMatchObject({ status: "approved", result: "left:not_eligible" });
  });

  it("an approval finds the pool as it is then", async () => {
    await shop.asked();
    await pool.query(`UPDATE campaign SET type = 'static' WHERE id = $1`, [shop.campaignId]);
    await shop.decideOnly("approved");
    expect(await shop.reviews()).toMatchObject([{ status: "approved", result: "left:pool_empty" }]);
  });
});

it("a batch in which nobody is asked sends no statement for it", async () => {
  await shop.live(shop.drawing(BIG_CART));
  const customers = await shop.customers(20);
  await shop.abandon(customers, { total: 1000 });
  const statements = await watchStatements(async () => {
    await shop.drain();
  });
  expect(statements.filter(({ text }) => text.includes("incentive_review"))).toEqual([]);
  expect(await shop.codes()).toBe(20);
});
