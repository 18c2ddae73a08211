import type pg from "pg";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { MovePlan } from "@/lib/domain/flow/move";
import { checkCounts } from "@/lib/domain/performance/check-counts";
import { flowCounts } from "@/lib/domain/performance/flow-counts";
import { stepCounts } from "@/lib/domain/performance/step-counts";
import { shardOf } from "@/lib/domain/shard";
import { readCounters } from "@/lib/server/db/performance/read-counters";
import { testDatabase } from "@/lib/testing/database";
import { type Drawn, drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { moveRuns } from "./move-runs";
import { resumeFlow } from "./resume-flow";
import { runBatch } from "./run-batch";

const HOUR = 3_600_000;
let pool: pg.Pool;
let shop: EngineFixture;
let flow: { flowId: string; versionId: string };

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});

const TRIGGER = { type: "event-trigger", config: { eventName: "itemAddedToCart" } };
const wait = (hours: number, next: string): Drawn => ({
  type: "wait",
  config: { mode: "duration", duration: { value: hours, unit: "hours" } },
  to: { next },
});
const hold = (hours: number, happened: string): Drawn => ({
  type: "wait-for-event",
  config: { eventName: "returned", timeout: { value: hours, unit: "hours" } },
  to: { happened, timed_out: "end" },
});
const end: Drawn = { type: "exit" };
const drawing = (steps: Record<string, Drawn>) =>
  drawFlow({ trigger: { ...TRIGGER, to: { next: Object.keys(steps)[0]! } }, ...steps, end });

beforeEach(async () => {
  shop = await new EngineFixture(pool).open();
  flow = await shop.live(drawing({ wait: wait(10, "hold"), hold: hold(10, "end") }));
});

/** Two stand at `hold`, three at `wait`, two hours after they came there. */
async function fill(): Promise<string[]> {
  const ahead = await shop.customers(2);
  await shop.abandon(ahead);
  await shop.drain();
  await shop.pass(10 * HOUR);
  const behind = await shop.customers(3);
  await shop.abandon(behind);
  await shop.drain();
  await shop.pass(2 * HOUR);
  return [...ahead, ...behind];
}

async function launch(steps: Record<string, Drawn>, plan: MovePlan): Promise<string> {
  const versionId = await shop.publish(flow.flowId, drawing(steps), plan);
  await moveRuns(pool, versionId, shop.clock, undefined, 2);
  return versionId;
}

async function expectSound(...versions: string[]): Promise<void> {
  for (const ids of [versions, ...versions.map((id) => [id])]) {
    const sums = await readCounters(pool, ids, null);
    expect(checkCounts(flowCounts(sums), stepCounts(sums).values())).toEqual([]);
  }
}

const standing = async () =>
  (await shop.runs()).map(({ status, step_id, wake_at }) => [
    status,
    step_id,
    wake_at ? (wake_at.getTime() - shop.now) / HOUR : null,
  ]);

describe("a launch that moves everybody", () => {
  it("keeps a timer where nothing changed, and counts a changed one from when they came there", async () => {
    await fill();
    const second = await launch({ wait: wait(5, "hold"), hold: hold(10, "end") }, {});
    expect(await standing()).toEqual([
      ["active", "hold", 8],
      ["active", "hold", 8],
      ["active", "wait", 0],
      ["active", "wait", 0],
      ["active", "wait", 0],
    ]);
    await shop.drain();
    expect((await standing()).slice(2)).toEqual(Array(3).fill(["active", "wait", 3]));
    expect(await shop.totals(second)).toMatchObject({
      "/moved_in": 5,
      "hold/moved_in": 2,
      "wait/moved_in": 3,
    });
    expect(await shop.totals(flow.versionId)).toMatchObject({ "/entered": 5, "/moved_out": 5 });
    await expectSound(flow.versionId, second);
    await shop.pass(3 * HOUR);
    await shop.pass(30 * HOUR);
    expect((await shop.runs()).map(({ status }) => status)).toEqual(Array(5).fill("completed"));
    await expectSound(flow.versionId, second);
  });

  it("a wait that is made shorter than they have waited is over at once", async () => {
    await fill();
    await launch({ wait: wait(1, "end"), hold: hold(1, "end") }, {});
    await shop.drain();
    expect((await shop.runs()).map(({ status }) => status)).toEqual(Array(5).fill("completed"));
  });

  it("a deleted step lets go on elsewhere, stay on the old version, or leave as step_removed", async () => {
    await fill();
    const second = await launch(
      { late: wait(4, "end") },
      { hold: { kind: "exit" }, wait: { kind: "to", stepId: "late" } },
    );
    await shop.drain();
    expect((await shop.runs()).slice(0, 2)).toMatchObject([
      { status: "exited", end_reason: "step_removed" },
      { status: "exited", end_reason: "step_removed" },
    ]);
    expect((await standing()).slice(2)).toEqual(Array(3).fill(["active", "late", 4]));
    expect(await shop.totals(flow.versionId)).toMatchObject({
      "/exited:step_removed": 2,
      "hold/ended:step_removed": 2,
      "wait/moved_out": 3,
    });
    expect(await shop.totals(second)).toMatchObject({ "late/moved_in": 3 });
    await expectSound(flow.versionId, second);

    const third = await launch({ other: wait(1, "end") }, { late: { kind: "finish" } });
    expect((await standing()).slice(2)).toEqual(Array(3).fill(["active", "late", 4]));
    const { rows } = await pool.query(
      `SELECT moved, ended, kept, finished_at FROM flow_move WHERE version_id = $1`,
      [third],
    );
    expect(rows).toEqual([{ moved: 0, ended: 0, kept: 3, finished_at: shop.clock() }]);
    await expectSound(flow.versionId, second, third);
  });

  it("who leaves as step_removed gives back the code that no message has shown", async () => {
    const code = {
      type: "issue-coupon",
      config: { campaignId: await shop.campaign() },
      to: { issued: "wait" },
    };
    flow = await shop.live(drawing({ code, wait: wait(10, "end") }));
    const [customerId] = (await shop.customers(1)) as [string];
    await shop.abandon([customerId]);
    await shop.drain();
    const owners = async () =>
      (
        await pool.query(`SELECT customer_id FROM voucher WHERE workspace_id = $1 AND run_id IS NOT NULL`, [
          shop.workspaceId,
        ])
      ).rows;
    expect(await owners()).toEqual([{ customer_id: customerId }]);
    await launch({ other: wait(4, "end") }, { wait: { kind: "exit" } });
    expect((await shop.runs()).filter(({ end_reason }) => end_reason === "step_removed")).toHaveLength(1);
    expect(await owners()).toEqual([]);
  });

  it("an event that waits while its run is moved is handled where the run stands then, once", async () => {
    const [customer, other] = await fill();
    await shop.send("returned", [customer!]);
    const second = await launch(
      { wait: wait(10, "again"), again: hold(6, "thanks"), thanks: wait(1, "end") },
      { hold: { kind: "to", stepId: "again" } },
    );
    await shop.drain();
    const stands = new Map((await shop.runs()).map((run) => [run.customer_id, run.step_id]));
    expect([stands.get(customer!), stands.get(other!)]).toEqual(["thanks", "again"]);
    expect(await shop.totals(second)).toMatchObject({ "again/moved_in": 2, "again/port:happened": 1 });
    await expectSound(flow.versionId, second);
  });

  it("a batch that began before the launch lets nobody be left behind", async () => {
    const [late] = await shop.customers(1);
    await shop.abandon([late!]);
    // The batch holds the shard and has read the flow as it was when the launch commits.
    let reached = () => {};
    let goOn = () => {};
    const atInsert = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const launched = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const slow = {
      connect: async () => {
        const client = await pool.connect();
        return new Proxy(client, {
          get: (target, key) => {
            const value: unknown = Reflect.get(target, key);
            if (key !== "query" || typeof value !== "function")
              return typeof value === "function" ? value.bind(target) : value;
            return async (...args: unknown[]) => {
              const statement = args[0] as string | { text: string };
              const text = typeof statement === "string" ? statement : statement.text;
              if (/INSERT INTO run\b/.test(text)) {
                reached();
                await launched;
              }
              return await Reflect.apply(value, target, args);
            };
          },
        });
      },
    } as unknown as pg.Pool;
    const batch = runBatch(slow, { clock: shop.clock, startAt: shardOf(late!) });
    await atInsert;
    const second = await shop.publish(flow.flowId, drawing({ wait: wait(3, "end") }), {});
    const moving = moveRuns(pool, second, shop.clock);
    goOn();
    await Promise.all([batch, moving]);
    await shop.drain();
    const { rows } = await pool.query(`SELECT version_id, wake_at FROM run WHERE flow_id = $1`, [
      flow.flowId,
    ]);
    expect(rows).toEqual([{ version_id: second, wake_at: new Date(shop.now + 3 * HOUR) }]);
    await expectSound(flow.versionId, second);
  });

  it("moved while batches run and a second mover helps, every run is moved exactly once", async () => {
    const ids = await shop.customers(120);
    await shop.abandon(ids);
    await shop.drain();
    await shop.send("returned", ids.slice(0, 60));
    const second = await shop.publish(
      flow.flowId,
      drawing({ wait: wait(10, "hold"), hold: hold(2, "end") }),
      {},
    );
    shop.now += 10 * HOUR;
    await Promise.all([
      moveRuns(pool, second, shop.clock, undefined, 3),
      moveRuns(pool, second, shop.clock, undefined, 3),
      shop.drain(7),
    ]);
    await shop.drain();
    const { rows } = await pool.query(`SELECT moved FROM flow_move WHERE version_id = $1`, [second]);
    expect(rows[0].moved).toBe(120);
    expect(await shop.totals(second)).toMatchObject({ "/moved_in": 120 });
    await expectSound(flow.versionId, second);
    await shop.pass(30 * HOUR);
    expect((await shop.runs()).every(({ status }) => status === "completed")).toBe(true);
    await expectSound(flow.versionId, second);
  });

  it("a paused flow's people are moved and still do not move on until it is resumed", async () => {
    await fill();
    await pool.query(`UPDATE flow SET status = 'paused' WHERE id = $1`, [flow.flowId]);
    await shop.pass(9 * HOUR);
    await launch({ wait: wait(1, "end"), hold: hold(1, "end") }, {});
    await shop.drain();
    expect((await shop.runs()).map(({ status }) => status)).toEqual(Array(5).fill("active"));
    await resumeFlow(flow.flowId, shop.workspaceId, shop.clock);
    await shop.drain();
    expect((await shop.runs()).map(({ status }) => status)).toEqual(Array(5).fill("completed"));
  });
});
