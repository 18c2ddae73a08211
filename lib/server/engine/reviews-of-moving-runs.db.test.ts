import type pg from "pg";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { shardOf } from "@/lib/domain/shard";
import { transaction } from "@/lib/server/db/pool";
import { testDatabase } from "@/lib/testing/database";
import { BIG_CART, ReviewFixture } from "@/lib/testing/review-fixture";
import { endFlowRuns } from "./end-flow-runs";
import { endRuns } from "./end-runs";
import { moveRuns } from "./move-runs";
import { resumeFlow } from "./resume-flow";
import { retryRun } from "./retry-run";
import { RUN_COLUMNS, type RunRow } from "./run-row";

/* What becomes of a review when the run that waits for it ends, its flow changes, or a step fails. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let pool: pg.Pool;
let shop: ReviewFixture;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await new ReviewFixture(pool).open();
});

describe("a run that ends while it waits", () => {
  it("bought: the review is withdrawn and can no longer be decided", async () => {
    const { customer } = await shop.asked(BIG_CART, { goal: { eventName: "PurchaseFinished" } });
    await shop.send("PurchaseFinished", [customer], { total: 100, currency: "EUR" });
    await shop.drain();
    const [review] = await shop.reviews();
    expect(review).toMatchObject({ status: "withdrawn", result: "ended:converted" });
    await expect(shop.decide(review!.id, "approved")).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("does not wait any more"),
    });
  });

  it("a purchase that was accepted before the decision wins, and no code is given", async () => {
    const { customer } = await shop.asked(BIG_CART, { goal: { eventName: "PurchaseFinished" } });
    await shop.send("PurchaseFinished", [customer], { total: 100, currency: "EUR" });
    const [review] = await shop.reviews();
    await shop.decide(review!.id, "approved");
    await shop.drain();
    expect(await shop.runs()).toMatchObject([{ status: "converted" }]);
    expect(await shop.codes()).toBe(0);
    expect(await shop.reviews()).toMatchObject([{ status: "approved", result: "ended:converted" }]);
  });

  it("superseded or stopped: each closes it", async () => {
    const superseded = await shop.asked(BIG_CART, {
      frequency: { reentry: "again", delay: { value: 0, unit: "hours" }, whileActive: "supersede" },
    });
    await shop.abandon([superseded.customer]);
    await shop.drain();
    expect(await shop.reviews()).toMatchObject([
      { status: "withdrawn", result: "ended:exited", result_reason: "superseded" },
      { status: "pending" },
    ]);
    await endFlowRuns(superseded.flowId, "flow_stopped", shop.clock);
    expect((await shop.reviews())[1]).toMatchObject({ status: "withdrawn", result_reason: "flow_stopped" });
  });

  it("moved to another step by a launch: it is closed, and the run forgets it", async () => {
    const moved = await shop.asked();
    const version = await shop.publish(moved.flowId, shop.drawing(BIG_CART), {
      coupon: { kind: "to", stepId: "reminded" },
    });
    await moveRuns(pool, version, shop.clock);
    expect(await shop.reviews()).toMatchObject([{ status: "withdrawn", result: "moved" }]);
    await shop.drain();
    const { rows } = await pool.query(`SELECT context -> 'review' AS review FROM run WHERE flow_id = $1`, [
      moved.flowId,
    ]);
    expect(rows).toEqual([{ review: null }]);
  });
});

describe("a flow that changes while somebody waits", () => {
  it("paused, a decision is kept and carried out when the flow goes on", async () => {
    const { flowId } = await shop.asked();
    await pool.query(`UPDATE flow SET status = 'paused' WHERE id = $1`, [flowId]);
    await shop.decideOnly("approved");
    await shop.pass(2 * DAY);
    expect(await shop.runs()).toMatchObject([{ status: "active", step_id: "coupon" }]);
    expect(await shop.codes()).toBe(0);
    await resumeFlow(flowId, shop.workspaceId, shop.clock);
    await shop.drain();
    expect(await shop.runs()).toMatchObject([{ status: "completed", step_id: "given" }]);
    expect(await shop.reviews()).toMatchObject([{ status: "approved", result: "left:issued" }]);
  });

  it("with another time limit it is the same review, by the new limit; without a review the code is given", async () => {
    const { flowId } = await shop.asked();
    const shorter = await shop.publish(
      flowId,
      shop.drawing({ ...BIG_CART, within: { value: 3, unit: "hours" } }),
      {},
    );
    await moveRuns(pool, shorter, shop.clock);
    await shop.drain();
    expect(await shop.reviews()).toMatchObject([
      { status: "pending", expires_at: new Date(shop.now + 3 * HOUR), version_id: shorter },
    ]);
    const without = await shop.publish(flowId, shop.drawing({ ask: "never" }), {});
    await moveRuns(pool, without, shop.clock);
    await shop.drain();
    expect(await shop.reviews()).toMatchObject([{ status: "withdrawn", result: "left:issued" }]);
    expect(await shop.codes()).toBe(1);
  });

  it("a run that failed while it waited asks again when it is tried again", async () => {
    const { versionId } = await shop.asked();
    const [run] = await shop.runs();
    const shard = shardOf(run!.id);
    await failRun(run!.id);
    expect(await shop.reviews()).toMatchObject([{ status: "withdrawn", result: "ended:failed" }]);
    expect(await retryRun(shard, run!.id, "somebody", shop.clock)).toBe("retried");
    expect(await shop.reviews()).toMatchObject([{ status: "pending", result: null }]);
    await shop.decideOnly("approved");
    expect(await shop.codes()).toBe(1);
    expect((await shop.totals(versionId))["coupon/review:asked"]).toBe(1);
  });
});

it("an approval whose next step failed is carried out when the run is tried again, and gives one code", async () => {
  const document = shop.drawing(BIG_CART);
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
  await shop.decideOnly("approved");
  expect(await shop.runs()).toMatchObject([{ status: "failed", step_id: "coupon" }]);
  expect(await shop.codes()).toBe(0);
  expect(await shop.reviews()).toMatchObject([{ status: "approved", result: "ended:failed" }]);
  await setZone(null);
  const [run] = await shop.runs();
  await retryRun(shardOf(run!.id), run!.id, "somebody", shop.clock);
  expect(await shop.runs()).toMatchObject([{ status: "active", step_id: "night" }]);
  expect(await shop.codes()).toBe(1);
  expect(await shop.reviews()).toMatchObject([{ status: "approved", result: "left:issued" }]);
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
