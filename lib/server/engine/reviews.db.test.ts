import type pg from "pg";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PERMISSIONS } from "@/lib/domain/access/permissions";
import type { FlowDocument } from "@/lib/domain/flow/document";
import { shardOf } from "@/lib/domain/shard";
import { type Actor, systemActor } from "@/lib/server/auth/actor";
import { transaction } from "@/lib/server/db/pool";
import { decideReview } from "@/lib/server/use-cases/reviews/decide-review";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { watchStatements } from "@/lib/testing/watch-statements";
import { endFlowRuns } from "./end-flow-runs";
import { endRuns } from "./end-runs";
import { moveRuns } from "./move-runs";
import { resumeFlow } from "./resume-flow";
import { retryRun } from "./retry-run";
import { RUN_COLUMNS, type RunRow } from "./run-row";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BIG_CART = {
  ask: "when",
  when: { match: "all", conditions: [{ field: "cart.total", operator: "greater", value: 3000 }] },
};
const HAD_ONE = { ask: "when", capped: true };

let pool: pg.Pool;
let shop: EngineFixture;
let anna: Actor;
let ben: Actor;
let campaignId: string;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await new EngineFixture(pool).open();
  anna = { ...systemActor(shop.workspaceId, PERMISSIONS), id: "user:anna", name: "Anna" };
  ben = { ...anna, id: "user:ben", name: "Ben" };
  campaignId = await shop.campaign({ recovery: true });
});

function drawing(review: object, settings: Record<string, unknown> = {}): FlowDocument {
  return drawFlow(
    {
      trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "coupon" } },
      coupon: {
        type: "issue-coupon",
        config: { campaignId, reuse: "new", review },
        to: { issued: "given", held: "reminded", not_eligible: "reminded" },
      },
      given: { type: "exit" },
      reminded: { type: "exit" },
    },
    { frequency: { reentry: "again", delay: { value: 0, unit: "hours" } }, ...settings },
  );
}

/** A flow that asks first, and one customer who waits in it for a decision. */
async function asked(review: object = BIG_CART, settings: Record<string, unknown> = {}) {
  const flow = await shop.live(drawing(review, settings));
  const [customer] = (await shop.customers(1)) as [string];
  await shop.abandon([customer]);
  await shop.drain();
  return { ...flow, customer };
}

type Row = { id: string; status: string; result: string | null; [column: string]: unknown };
async function reviews(): Promise<Row[]> {
  const { rows } = await pool.query<Row>(
    `SELECT v.* FROM incentive_review v JOIN run r ON r.shard = v.shard AND r.id = v.run_id WHERE v.workspace_id = $1
     ORDER BY r.trigger_event_id, r.entered_at`,
    [shop.workspaceId],
  );
  return rows;
}
async function codes(): Promise<number> {
  const { rows } = await pool.query(
    `SELECT count(*)::int AS count FROM incentive WHERE workspace_id = $1 AND released_at IS NULL`,
    [shop.workspaceId],
  );
  return rows[0].count;
}
const decide = (id: string, decision: "approved" | "refused", actor = anna, note = "") =>
  decideReview({ actor, params: { id }, body: { decision, note } }, shop.clock);
async function decideOnly(decision: "approved" | "refused"): Promise<void> {
  const [review] = await reviews();
  await decide(review!.id, decision);
  await shop.drain();
}

describe("S3-41: an incentive that is held for a person", () => {
  it("S3-38, S3-40: the run waits at the step, no code is reserved, and the row says what the person needs", async () => {
    const { customer } = await asked();
    expect(await shop.runs()).toMatchObject([
      { status: "active", step_id: "coupon", wake_at: new Date(shop.now + DAY) },
    ]);
    expect(await codes()).toBe(0);
    const { rows } = await pool.query(`SELECT FROM voucher WHERE campaign_id = $1`, [campaignId]);
    expect(rows).toEqual([]);
    expect(await reviews()).toMatchObject([
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
    await asked({
      ...BIG_CART,
      when: { match: "all", conditions: [{ field: "cart.total", operator: "greater", value: 9000 }] },
    });
    expect(await reviews()).toEqual([]);
    expect(await shop.runs()).toMatchObject([{ status: "completed", step_id: "given" }]);
  });

  it("approved, the code is given once, however often the decision is sent", async () => {
    const { versionId } = await asked();
    const [review] = await reviews();
    expect(await decide(review!.id, "approved", anna, "A good customer")).toMatchObject({
      status: "approved",
      decision: { by: "Anna", note: "A good customer" },
    });
    await expect(decide(review!.id, "refused", ben)).rejects.toMatchObject({
      code: "conflict",
      message: "Anna has approved this already.",
      extra: { status: "approved", decidedBy: "Anna" },
    });
    await shop.drain();
    expect(await shop.runs()).toMatchObject([{ status: "completed", step_id: "given" }]);
    expect(await codes()).toBe(1);
    expect(await shop.totals(versionId)).toMatchObject({
      "coupon/review:asked": 1,
      "coupon/review:approved": 1,
      "coupon/port:issued": 1,
    });
    expect(await reviews()).toMatchObject([
      { status: "approved", result: "left:issued", decided_by: "user:anna", note: "A good customer" },
    ]);
  });

  it("refused, the customer leaves by Held without a code", async () => {
    const { versionId } = await asked();
    await decideOnly("refused");
    expect(await shop.totals(versionId)).toMatchObject({ "coupon/review:refused": 1, "coupon/port:held": 1 });
    expect(await reviews()).toMatchObject([{ status: "refused", result: "left:held" }]);
    expect(await codes()).toBe(0);
  });

  it("when nobody decides in time the customer leaves by Held, and nobody can decide any more", async () => {
    const { versionId } = await asked({ ...BIG_CART, within: { value: 2, unit: "hours" } });
    await shop.pass(2 * HOUR - 1);
    expect((await shop.totals(versionId))["coupon/port:held"]).toBeUndefined();
    await shop.pass(1);
    expect(await shop.totals(versionId)).toMatchObject({ "coupon/review:expired": 1, "coupon/port:held": 1 });
    const [review] = await reviews();
    expect(review).toMatchObject({ status: "expired", result: "left:held" });
    await expect(decide(review!.id, "approved")).rejects.toMatchObject({
      message: expect.stringContaining("Nobody decided in time"),
    });
    expect(await codes()).toBe(0);
  });

  it("of two who decide at once one is heard, and the other is told who it was", async () => {
    await shop.live(drawing(BIG_CART));
    await shop.abandon(await shop.customers(5));
    await shop.drain();
    for (const { id } of await reviews()) {
      const answers = await Promise.allSettled([decide(id, "approved", anna), decide(id, "refused", ben)]);
      const [heard] = answers.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
      const [told] = answers.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
      expect(told).toMatchObject({
        code: "conflict",
        message: `${heard!.decision!.by} has ${heard!.status} this already.`,
      });
    }
    await shop.drain();
    const rows = await reviews();
    expect(rows).toHaveLength(5);
    expect(await codes()).toBe(rows.filter(({ status }) => status === "approved").length);
    expect(
      rows.every(({ result, status }) => result === (status === "approved" ? "left:issued" : "left:held")),
    ).toBe(true);
  });

  it("a decision and the end of the time race: whichever commits first is what happens", async () => {
    await shop.live(drawing({ ...BIG_CART, within: { value: 1, unit: "minutes" } }));
    for (let round = 0; round < 6; round++) {
      await shop.abandon(await shop.customers(1));
      await shop.drain();
      const { id } = (await reviews()).find(({ status }) => status === "pending")!;
      shop.now += 60_000;
      const before = await codes();
      const [decided] = await Promise.allSettled([decide(id, "approved"), shop.drain()]);
      await shop.drain();
      const row = (await reviews()).find((one) => one.id === id)!;
      const heard = decided!.status === "fulfilled";
      expect(row).toMatchObject(
        heard ? { status: "approved", result: "left:issued" } : { status: "expired", result: "left:held" },
      );
      expect((await codes()) - before).toBe(heard ? 1 : 0);
    }
  });
});

describe("S3-61 to S3-63: a customer who had a recovery discount lately", () => {
  it("is asked about instead of refused, with what they had; approved, the cap does not refuse them again", async () => {
    const { customer, versionId } = await asked(HAD_ONE);
    expect(await codes(), "the first one is given without asking").toBe(1);
    shop.now += DAY;
    await shop.abandon([customer]);
    await shop.drain();
    expect(await reviews()).toMatchObject([
      { status: "pending", cause: "capped", incentives: [{ campaignId, recovery: true }] },
    ]);
    expect(await codes()).toBe(1);
    await decideOnly("approved");
    expect(await codes()).toBe(2);
    expect(await shop.totals(versionId)).toMatchObject({ "coupon/port:issued": 2 });
    expect((await shop.totals(versionId))["coupon/not_eligible:capped"]).toBeUndefined();
  });

  it("is refused as before where a step asks about something else alone, also after a person approved that", async () => {
    const { customer, versionId } = await asked(BIG_CART);
    await decideOnly("approved");
    await shop.abandon([customer]);
    await shop.drain();
    await decide((await reviews()).at(-1)!.id, "approved");
    await shop.drain();
    expect(await shop.totals(versionId)).toMatchObject({
      "coupon/port:issued": 1,
      "coupon/not_eligible:capped": 1,
    });
    expect((await reviews()).at(-1)).toMatchObject({ status: "approved", result: "left:not_eligible" });
  });

  it("an approval finds the pool as it is then", async () => {
    await asked();
    await pool.query(`UPDATE campaign SET type = 'static' WHERE id = $1`, [campaignId]);
    await decideOnly("approved");
    expect(await reviews()).toMatchObject([{ status: "approved", result: "left:pool_empty" }]);
  });
});

describe("a run that ends while it waits", () => {
  it("bought: the review is withdrawn and can no longer be decided", async () => {
    const { customer } = await asked(BIG_CART, { goal: { eventName: "PurchaseFinished" } });
    await shop.send("PurchaseFinished", [customer], { total: 100, currency: "EUR" });
    await shop.drain();
    const [review] = await reviews();
    expect(review).toMatchObject({ status: "withdrawn", result: "ended:converted" });
    await expect(decide(review!.id, "approved")).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("does not wait any more"),
    });
  });

  it("a purchase that was accepted before the decision wins, and no code is given", async () => {
    const { customer } = await asked(BIG_CART, { goal: { eventName: "PurchaseFinished" } });
    await shop.send("PurchaseFinished", [customer], { total: 100, currency: "EUR" });
    const [review] = await reviews();
    await decide(review!.id, "approved");
    await shop.drain();
    expect(await shop.runs()).toMatchObject([{ status: "converted" }]);
    expect(await codes()).toBe(0);
    expect(await reviews()).toMatchObject([{ status: "approved", result: "ended:converted" }]);
  });

  it("superseded or stopped: each closes it", async () => {
    const superseded = await asked(BIG_CART, {
      frequency: { reentry: "again", delay: { value: 0, unit: "hours" }, whileActive: "supersede" },
    });
    await shop.abandon([superseded.customer]);
    await shop.drain();
    expect(await reviews()).toMatchObject([
      { status: "withdrawn", result: "ended:exited", result_reason: "superseded" },
      { status: "pending" },
    ]);
    await endFlowRuns(superseded.flowId, "flow_stopped", shop.clock);
    expect((await reviews())[1]).toMatchObject({ status: "withdrawn", result_reason: "flow_stopped" });
  });

  it("moved to another step by a launch: it is closed, and the run forgets it", async () => {
    const moved = await asked();
    const version = await shop.publish(moved.flowId, drawing(BIG_CART), {
      coupon: { kind: "to", stepId: "reminded" },
    });
    await moveRuns(pool, version, shop.clock);
    expect(await reviews()).toMatchObject([{ status: "withdrawn", result: "moved" }]);
    await shop.drain();
    const { rows } = await pool.query(`SELECT context -> 'review' AS review FROM run WHERE flow_id = $1`, [
      moved.flowId,
    ]);
    expect(rows).toEqual([{ review: null }]);
  });
});

describe("a flow that changes while somebody waits", () => {
  it("paused, a decision is kept and carried out when the flow goes on", async () => {
    const { flowId } = await asked();
    await pool.query(`UPDATE flow SET status = 'paused' WHERE id = $1`, [flowId]);
    await decideOnly("approved");
    await shop.pass(2 * DAY);
    expect(await shop.runs()).toMatchObject([{ status: "active", step_id: "coupon" }]);
    expect(await codes()).toBe(0);
    await resumeFlow(flowId, shop.workspaceId, shop.clock);
    await shop.drain();
    expect(await shop.runs()).toMatchObject([{ status: "completed", step_id: "given" }]);
    expect(await reviews()).toMatchObject([{ status: "approved", result: "left:issued" }]);
  });

  it("with another time limit it is the same review, by the new limit; without a review the code is given", async () => {
    const { flowId } = await asked();
    const shorter = await shop.publish(
      flowId,
      drawing({ ...BIG_CART, within: { value: 3, unit: "hours" } }),
      {},
    );
    await moveRuns(pool, shorter, shop.clock);
    await shop.drain();
    expect(await reviews()).toMatchObject([
      { status: "pending", expires_at: new Date(shop.now + 3 * HOUR), version_id: shorter },
    ]);
    const without = await shop.publish(flowId, drawing({ ask: "never" }), {});
    await moveRuns(pool, without, shop.clock);
    await shop.drain();
    expect(await reviews()).toMatchObject([{ status: "withdrawn", result: "left:issued" }]);
    expect(await codes()).toBe(1);
  });

  it("a run that failed while it waited asks again when it is tried again", async () => {
    const { versionId } = await asked();
    const [run] = await shop.runs();
    const shard = shardOf(run!.id);
    await failRun(run!.id);
    expect(await reviews()).toMatchObject([{ status: "withdrawn", result: "ended:failed" }]);
    expect(await retryRun(shard, run!.id, "somebody", shop.clock)).toBe("retried");
    expect(await reviews()).toMatchObject([{ status: "pending", result: null }]);
    await decideOnly("approved");
    expect(await codes()).toBe(1);
    expect((await shop.totals(versionId))["coupon/review:asked"]).toBe(1);
  });
});

it("an approval whose next step failed is carried out when the run is tried again, and gives one code", async () => {
  const document = drawing(BIG_CART);
  document.steps.push({
    id: "night",
    type: "wait",
    name: "",
    config: { mode: "local-time", time: "09:00", weekdays: [] },
    position: { x: 0, y: 0 },
  });
  for (const edge of document.edges) if (edge.port === "issued") edge.to = "night";
  await shop.live(document);
  const [customer] = (await shop.customers(1)) as [string];
  await shop.abandon([customer]);
  await shop.drain();
  const setZone = (zone: string | null) =>
    pool.query(`UPDATE customer SET time_zone = $3 WHERE shard = $1 AND id = $2`, [
      shardOf(customer),
      customer,
      zone,
    ]);
  await setZone("Mars/Olympus");
  await decideOnly("approved");
  expect(await shop.runs()).toMatchObject([{ status: "failed", step_id: "coupon" }]);
  expect(await codes()).toBe(0);
  expect(await reviews()).toMatchObject([{ status: "approved", result: "ended:failed" }]);
  await setZone(null);
  const [run] = await shop.runs();
  await retryRun(shardOf(run!.id), run!.id, "somebody", shop.clock);
  expect(await shop.runs()).toMatchObject([{ status: "active", step_id: "night" }]);
  expect(await codes()).toBe(1);
  expect(await reviews()).toMatchObject([{ status: "approved", result: "left:issued" }]);
});

/** Ends a run as failed, as the engine ends one whose decision throws. */
async function failRun(runId: string): Promise<void> {
  const shard = shardOf(runId);
  await transaction(async (client) => {
    const { rows } = await client.query<RunRow>(
      `SELECT ${RUN_COLUMNS} FROM run WHERE shard = $1 AND id = $2`,
      [shard, runId],
    );
    await endRuns(client, shard, rows, "error: a test", shop.clock(), "failed");
  }, pool);
}

it("a batch in which nobody is asked sends no statement for it", async () => {
  await shop.live(drawing(BIG_CART));
  const customers = await shop.customers(20);
  await shop.abandon(customers, { total: 1000 });
  const statements = await watchStatements(async () => {
    await shop.drain();
  });
  expect(statements.filter(({ text }) => text.includes("incentive_review"))).toEqual([]);
  expect(await codes()).toBe(20);
});
