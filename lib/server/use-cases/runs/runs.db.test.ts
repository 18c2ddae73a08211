import type pg from "pg";
import { v7 } from "uuid";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PERMISSIONS } from "@/lib/domain/access/permissions";
import { systemActor } from "@/lib/server/auth/actor";
import { customerTimeline } from "@/lib/server/use-cases/customers/customer-timeline";
import { flowMap } from "@/lib/server/use-cases/performance/flow-map";
import { flowPerformance } from "@/lib/server/use-cases/performance/flow-performance";
import { AbandonmentFixture, DAY, HOUR } from "@/lib/testing/abandonment-fixture";
import { testDatabase } from "@/lib/testing/database";
import { getRun } from "./get-run";
import { listPeople } from "./list-people";
import { skipWait } from "./skip-wait";

let pool: pg.Pool;
let shop: AbandonmentFixture;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await AbandonmentFixture.make(pool);
});

const performance = (query = {}) =>
  flowPerformance({ actor: shop.actor, params: { id: shop.flow.flowId }, query }, shop.clock);
const people = (query: { step?: string; state: string; limit?: number; cursor?: string }) =>
  listPeople({ actor: shop.actor, params: { id: shop.flow.flowId }, query: { limit: 50, ...query } });

describe("skipping a wait", () => {
  it("moves a waiting run on at once, counts the skip once, and is told on the timeline", async () => {
    const [id] = (await shop.customers(1)) as [string];
    await shop.abandon([id]);
    await shop.drain();
    const run = (await shop.runs())[0]!;
    const ask = () => skipWait({ actor: shop.actor, params: { id: run.id } }, shop.clock);
    expect(await ask()).toEqual({ runId: run.id, stepId: "wait", accepted: true });
    await ask();
    await shop.drain();
    expect((await shop.runs())[0]).toMatchObject({ status: "active", step_id: "again" });
    expect(await shop.messages()).toHaveLength(1);
    const { data } = await customerTimeline({ actor: shop.actor, params: { id }, query: { limit: 50 } });
    expect(data.find(({ eventName }) => eventName === "run.skip_wait")).toMatchObject({
      title: "A wait was skipped by hand",
      reason: "By Cartograph",
    });
    expect(data.find(({ kind, stepId }) => kind === "left" && stepId === "wait")!.reason).toContain(
      "Somebody skipped this wait",
    );
  });

  it("is refused, saying why, for a run that is over, a paused flow and a run of somebody else", async () => {
    const { id } = await shop.buyWithCode();
    const run = (await shop.runs())[0]!;
    await expect(skipWait({ actor: shop.actor, params: { id: run.id } })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("over (converted)"),
    });
    await shop.pass(8 * DAY);
    await shop.abandon([id]);
    await shop.drain();
    await pool.query(`UPDATE flow SET status = 'paused' WHERE id = $1`, [shop.flow.flowId]);
    const second = (await shop.runs())[1]!;
    await expect(skipWait({ actor: shop.actor, params: { id: second.id } })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("paused"),
    });
    await expect(
      skipWait({ actor: systemActor(v7(), PERMISSIONS), params: { id: second.id } }),
    ).rejects.toMatchObject({ code: "not_found" });
    await expect(
      skipWait({ actor: systemActor(shop.workspaceId, ["read"]), params: { id: second.id } }),
    ).rejects.toMatchObject({ code: "forbidden" });
  });

  it("shows where a run stands and why", async () => {
    const [id] = (await shop.customers(1)) as [string];
    await shop.abandon([id]);
    await shop.drain();
    const run = await getRun({ actor: shop.actor, params: { id: (await shop.runs())[0]!.id } });
    expect(run).toMatchObject({
      customerId: id,
      stepName: "Wait for PurchaseFinished, up to 1 day",
      reason: "Waiting for PurchaseFinished",
      canSkip: true,
      wakeAt: "2026-01-06T10:00:00.000Z",
      trigger: { name: "itemAddedToCart" },
    });
  });
});

describe("performance", () => {
  it("S4-24: adds up, by step, port, rule and time, from the counters alone", async () => {
    await shop.buyWithCode();
    await shop.abandon(await shop.customers(3));
    await shop.drain();
    const report = await performance();
    expect(report).toMatchObject({
      entered: 4,
      active: 3,
      completed: 1,
      converted: 1,
      convertedBy: { code: { count: 1, revenue: 3800 } },
      revenue: [{ currency: "EUR", amount: 3800 }],
      conversionRate: 0.25,
      consistent: true,
      problems: [],
    });
    const steps = new Map(report.steps.map((step) => [step.stepId, step]));
    expect(steps.get("wait")).toMatchObject({ entered: 4, waiting: 3, ports: { timed_out: 1 } });
    expect(steps.get("code")).toMatchObject({ converted: 1, revenue: 3800 });
    expect(steps.get("mail")).toMatchObject({ outcomes: { queued: 1 } });
    expect(report.funnel.map(({ label, count }) => [label, count])).toEqual([
      ["Entered", 4],
      ["Give a code: 5% off", 1],
      ["Bought because of the flow", 1],
    ]);
    expect(report.series.points.reduce((sum, point) => sum + point.entered, 0)).toBe(4);
  });

  it("keeps `active` of now while a range narrows the rest", async () => {
    await shop.buyWithCode();
    const later = new Date(shop.now + DAY).toISOString();
    shop.now += 2 * DAY;
    await shop.abandon(await shop.customers(2));
    await shop.drain();
    const report = await performance({ from: later });
    expect(report).toMatchObject({ entered: 2, active: 2, converted: 0, consistent: true });
    expect(report.series.unit).toBe("hour");
    expect((await performance({ version: 1 })).entered).toBe(3);
    await expect(performance({ version: 9 })).rejects.toMatchObject({ code: "not_found" });
  });

  it("says so when the counters do not add up", async () => {
    await shop.buyWithCode();
    await pool.query(
      `UPDATE step_total SET count = count + 1 WHERE version_id = $1 AND step_id = '' AND outcome = 'entered'`,
      [shop.flow.versionId],
    );
    const report = await performance();
    expect(report.consistent).toBe(false);
    expect(report.problems[0]).toContain("1 are inside the flow, but 0 stand at its steps");
  });

  it("draws the live version in words, and another workspace's not at all", async () => {
    const map = await flowMap({ actor: shop.actor, params: { id: shop.flow.flowId }, query: {} });
    expect(map.steps.map(({ name }) => name)).toContain("Wait for PurchaseFinished, up to 1 day");
    expect(map).toMatchObject({ version: 1, currency: "EUR" });
    expect(map.edges).toHaveLength(5);
    const stranger = systemActor(v7(), PERMISSIONS);
    await expect(
      flowMap({ actor: stranger, params: { id: shop.flow.flowId }, query: {} }),
    ).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(
      flowPerformance({ actor: stranger, params: { id: shop.flow.flowId }, query: {} }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the people behind a number", () => {
  it("finds who waits, who left by which port, who was mailed and who converted", async () => {
    const { id } = await shop.buyWithCode();
    const waiting = await shop.customers(3);
    shop.now += HOUR;
    await shop.abandon(waiting);
    await shop.drain();
    const who = async (query: Parameters<typeof people>[0]) =>
      (await people(query)).data.map(({ customerId }) => customerId).sort();
    expect(await who({ step: "wait", state: "waiting" })).toEqual([...waiting].sort());
    expect(await who({ step: "wait", state: "left:timed_out" })).toEqual([id]);
    expect(await who({ step: "mail", state: "outcome:queued" })).toEqual([id]);
    expect(await who({ step: "mail", state: "outcome:sent" })).toEqual([]);
    expect(await who({ step: "code", state: "converted" })).toEqual([id]);
    expect(await who({ state: "converted" })).toEqual([id]);
    expect(await who({ state: "active" })).toEqual([...waiting].sort());
    expect(await who({ state: "exited:opted_out" })).toEqual([]);
    const first = await people({ state: "entered", limit: 3 });
    const rest = await people({ state: "entered", limit: 3, cursor: first.nextCursor! });
    expect([...first.data, ...rest.data].map(({ customerId }) => customerId).sort()).toEqual(
      [...waiting, id].sort(),
    );
    expect(rest.nextCursor).toBeNull();
    await expect(people({ state: "outcome:queued" })).rejects.toMatchObject({ code: "invalid_input" });
  });
});
