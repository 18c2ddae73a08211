import type pg from "pg";
import { v7 } from "uuid";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PERMISSIONS } from "@/lib/domain/access/permissions";
import { type Actor, systemActor } from "@/lib/server/auth/actor";
import { recordActivity } from "@/lib/server/db/events/record-activity";
import { flowMap } from "@/lib/server/use-cases/performance/flow-map";
import { flowPerformance } from "@/lib/server/use-cases/performance/flow-performance";
import { getRun } from "@/lib/server/use-cases/runs/get-run";
import { listPeople } from "@/lib/server/use-cases/runs/list-people";
import { skipWait } from "@/lib/server/use-cases/runs/skip-wait";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { customerTimeline } from "./customer-timeline";
import { customerWhy } from "./customer-why";
import { getCustomer } from "./get-customer";
import { listCustomers } from "./list-customers";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let pool: pg.Pool;
let shop: EngineFixture;
let actor: Actor;
let flow: { flowId: string; versionId: string };

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});

beforeEach(async () => {
  shop = await new EngineFixture(pool).open();
  actor = systemActor(shop.workspaceId, PERMISSIONS);
  const [templateId, campaignId] = [await shop.template(), await shop.campaign()];
  flow = await shop.live(
    drawFlow(
      {
        trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "wait" } },
        wait: {
          type: "wait-for-event",
          config: { eventName: "PurchaseFinished", timeout: { value: 1, unit: "days" } },
          to: { timed_out: "code" },
        },
        code: { type: "issue-coupon", config: { campaignId }, to: { issued: "mail" } },
        mail: { type: "send-email", config: { templateId }, to: { next: "again" } },
        again: {
          type: "wait",
          config: { mode: "duration", duration: { value: 1, unit: "days" } },
          to: { next: "end" },
        },
        end: { type: "exit" },
      },
      {
        goal: { eventName: "PurchaseFinished" },
        frequency: { reentry: "again", delay: { value: 7, unit: "days" } },
      },
    ),
  );
});

const timeline = (id: string, query: Partial<Parameters<typeof customerTimeline>[0]["query"]> = {}) =>
  customerTimeline({ actor, params: { id }, query: { limit: 50, ...query } });
const performance = (query = {}) =>
  flowPerformance({ actor, params: { id: flow.flowId }, query }, shop.clock);
const people = (query: { step?: string; state: string; limit?: number; cursor?: string }) =>
  listPeople({ actor, params: { id: flow.flowId }, query: { limit: 50, ...query } });

/** One shopper abandons a cart, gets a code and an e-mail, and buys with it. */
async function buyWithCode(): Promise<{ id: string; code: string }> {
  const [id] = (await shop.customers(1)) as [string];
  await shop.abandon([id]);
  await shop.drain();
  await shop.pass(DAY);
  const code = (await shop.messages()).at(-1)!.context.vouchers[0]!.code;
  shop.now += HOUR;
  await shop.send("PurchaseFinished", [id], {
    orderId: "O-1",
    total: 3800,
    currency: "EUR",
    couponCodes: [code],
  });
  await shop.drain();
  return { id, code };
}

describe("the timeline", () => {
  it("S4-9, S4-12, S4-24: tells a whole passage in words, newest first, each with its reason", async () => {
    const { id, code } = await buyWithCode();
    const { data, nextCursor } = await timeline(id);
    expect(nextCursor).toBeNull();
    expect(data.map(({ kind }) => kind)).toEqual(
      // Bought with the code; a day after the cart: code, then e-mail; the cart lets them in.
      [
        "ended",
        "converted",
        "event",
        "waiting",
        "message",
        "left",
        "voucher",
        "left",
        "waiting",
        "entered",
        "event",
      ],
    );
    expect(data.every(({ at }, index) => index === 0 || at <= data[index - 1]!.at)).toBe(true);
    const titles = data.map(({ title }) => title);
    expect(titles).toContain("Entered Flow");
    expect(titles).toContain(`Was given the code ${code}: 5% off`);
    expect(titles).toContain("“Wait for PurchaseFinished, up to 1 day”: timed out");
    expect(titles).toContain("Converted in Flow: €38.00");
    const entered = data.find(({ kind }) => kind === "entered")!;
    expect(entered).toMatchObject({
      runId: (await shop.runs())[0]!.id,
      flowId: flow.flowId,
      reason: "itemAddedToCart happened",
    });
  });

  it("pages through everything once, whatever the size, and shows events outside any run", async () => {
    const { id } = await buyWithCode();
    shop.now += 1000;
    await shop.send("newsletterOpened", [id], {});
    await shop.drain();
    const whole = (await timeline(id)).data;
    expect(whole[0]).toMatchObject({ kind: "event", eventName: "newsletterOpened" });
    for (const limit of [1, 3, 4]) {
      const read: typeof whole = [];
      for (let cursor: string | undefined, more = true; more; ) {
        const page = await timeline(id, { limit, ...(cursor ? { cursor } : {}) });
        read.push(...page.data);
        cursor = page.nextCursor ?? undefined;
        more = page.nextCursor !== null;
        expect(read.length).toBeLessThan(100);
      }
      expect(new Set(read.map(({ id }) => id)).size).toBe(read.length);
      expect(read).toEqual(expect.arrayContaining(whole));
      expect(read).toHaveLength(whole.length);
    }
  });

  it("S4-19, S4-22: says why somebody did not enter, with the facts", async () => {
    const [id] = (await shop.customers(1)) as [string];
    await shop.abandon([id]);
    await shop.drain();
    await shop.pass(DAY);
    await shop.pass(DAY);
    shop.now += DAY;
    await shop.abandon([id]);
    await shop.drain();
    const { data } = await timeline(id, { show: ["decisions"] });
    expect(data[0]).toMatchObject({
      kind: "refused",
      title: "Did not enter Flow: entered 3 days before; may enter again from 12 Jan 2026, 11:00",
      facts: { reason: "reentry_delay" },
    });
    const why = await customerWhy({ actor, params: { id } }, shop.clock);
    expect(why.data[0]).toMatchObject({ flowId: flow.flowId, verdict: "completed" });
    expect(why.data[0]!.sentence).toContain("may enter again from 12 Jan 2026, 11:00");
  });

  it("narrows to what is asked for", async () => {
    const { id } = await buyWithCode();
    const kinds = async (show: NonNullable<Parameters<typeof timeline>[1]>["show"]) =>
      new Set((await timeline(id, { show })).data.map(({ kind }) => kind));
    expect(await kinds(["events"])).toEqual(new Set(["event"]));
    expect(await kinds(["messages"])).toEqual(new Set(["message"]));
    expect(await kinds(["codes"])).toEqual(new Set(["voucher"]));
  });

  it("is found by the shop's own id, and refused for strangers and broken cursors", async () => {
    const { customerIds } = await recordActivity({
      workspaceId: shop.workspaceId,
      persons: [{ externalId: "shop/42 ü" }],
      activities: [],
      source: "api",
      now: shop.clock(),
    });
    expect((await timeline("shop/42 ü")).data[0]).toMatchObject({
      kind: "event",
      eventName: "customer.created",
    });
    expect((await getCustomer({ actor, params: { id: "shop/42 ü" } }, shop.clock)).id).toBe(customerIds[0]);
    await expect(timeline("nobody")).rejects.toMatchObject({ code: "not_found" });
    await expect(timeline("shop/42 ü", { cursor: "bm9uZQ" })).rejects.toMatchObject({
      code: "invalid_input",
    });
    const stranger = systemActor(v7(), PERMISSIONS);
    await expect(
      customerTimeline({ actor: stranger, params: { id: customerIds[0]! }, query: { limit: 5 } }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("skipping a wait", () => {
  it("moves a waiting run on at once, counts the skip once, and is told on the timeline", async () => {
    const [id] = (await shop.customers(1)) as [string];
    await shop.abandon([id]);
    await shop.drain();
    const run = (await shop.runs())[0]!;
    const ask = () => skipWait({ actor, params: { id: run.id } }, shop.clock);
    expect(await ask()).toEqual({ runId: run.id, stepId: "wait", accepted: true });
    await ask();
    await shop.drain();
    expect((await shop.runs())[0]).toMatchObject({ status: "active", step_id: "again" });
    expect(await shop.messages()).toHaveLength(1);
    const { data } = await timeline(id);
    expect(data.find(({ eventName }) => eventName === "run.skip_wait")).toMatchObject({
      title: "A wait was skipped by hand",
      reason: "By Cartograph",
    });
    expect(data.find(({ kind, stepId }) => kind === "left" && stepId === "wait")!.reason).toContain(
      "Somebody skipped this wait",
    );
  });

  it("is refused, saying why, for a run that is over, a paused flow and a run of somebody else", async () => {
    const { id } = await buyWithCode();
    const run = (await shop.runs())[0]!;
    await expect(skipWait({ actor, params: { id: run.id } })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("over (converted)"),
    });
    await shop.pass(8 * DAY);
    await shop.abandon([id]);
    await shop.drain();
    await pool.query(`UPDATE flow SET status = 'paused' WHERE id = $1`, [flow.flowId]);
    const second = (await shop.runs())[1]!;
    await expect(skipWait({ actor, params: { id: second.id } })).rejects.toMatchObject({
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
    const run = await getRun({ actor, params: { id: (await shop.runs())[0]!.id } });
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
    await buyWithCode();
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
    expect(report.funnel.at(-1)).toEqual({ stepId: null, label: "Converted", category: "goal", count: 1 });
    expect(report.series.points.reduce((sum, point) => sum + point.entered, 0)).toBe(4);
  });

  it("keeps `active` of now while a range narrows the rest", async () => {
    await buyWithCode();
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
    await buyWithCode();
    await pool.query(
      `UPDATE step_total SET count = count + 1 WHERE version_id = $1 AND step_id = '' AND outcome = 'entered'`,
      [flow.versionId],
    );
    const report = await performance();
    expect(report.consistent).toBe(false);
    expect(report.problems[0]).toContain("1 are inside the flow, but 0 stand at its steps");
  });

  it("draws the live version in words, and another workspace's not at all", async () => {
    const map = await flowMap({ actor, params: { id: flow.flowId }, query: {} });
    expect(map.steps.map(({ name }) => name)).toContain("Wait for PurchaseFinished, up to 1 day");
    expect(map).toMatchObject({ version: 1, currency: "EUR" });
    expect(map.edges).toHaveLength(5);
    const stranger = systemActor(v7(), PERMISSIONS);
    await expect(flowMap({ actor: stranger, params: { id: flow.flowId }, query: {} })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(
      flowPerformance({ actor: stranger, params: { id: flow.flowId }, query: {} }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the people behind a number", () => {
  it("finds who waits, who left by which port, who was mailed and who converted", async () => {
    const { id } = await buyWithCode();
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

describe("the list of customers", () => {
  it("pages newest first and finds the beginning of an e-mail, phone number or external id", async () => {
    const persons = Array.from({ length: 7 }, (_, index) => ({
      externalId: `u_${index}%`,
      email: `anna${index}@shop.example`,
      phone: `+49151000000${index}`,
    }));
    for (const person of persons) {
      shop.now += 1000;
      await recordActivity({
        workspaceId: shop.workspaceId,
        persons: [person],
        activities: [],
        source: "api",
        now: shop.clock(),
      });
    }
    const list = (query: { search?: string; cursor?: string; limit?: number }) =>
      listCustomers({ actor, query: { limit: 50, ...query } });
    const first = await list({ limit: 4 });
    const second = await list({ limit: 4, cursor: first.nextCursor! });
    expect([...first.data, ...second.data].map(({ email }) => email)).toEqual(
      [...persons].reverse().map(({ email }) => email),
    );
    expect(second.nextCursor).toBeNull();
    const found = async (search: string) => (await list({ search })).data.map(({ email }) => email);
    expect(await found("ANNA3@")).toEqual(["anna3@shop.example"]);
    expect(await found("+49 151 000 0005")).toEqual(["anna5@shop.example"]);
    expect(await found("u_2%")).toEqual(["anna2@shop.example"]);
    expect(await found("u%")).toEqual([]);
    const paged = await list({ search: "anna", limit: 5 });
    const more = await list({ search: "anna", limit: 5, cursor: paged.nextCursor! });
    expect([...paged.data, ...more.data].map(({ email }) => email)).toEqual(
      persons.map(({ email }) => email),
    );
    expect(await list({ search: "zz" })).toEqual({ data: [], nextCursor: null });
  });

  it("shows a profile with consent, codes and runs", async () => {
    const { id, code } = await buyWithCode();
    const profile = await getCustomer({ actor, params: { id } }, shop.clock);
    expect(profile).toMatchObject({
      id,
      orderCount: 1,
      orderTotal: 3800,
      counts: { runs: 1, messages: 1, vouchers: 1 },
    });
    expect(profile.vouchers[0]).toMatchObject({ code, discount: "5% off", status: "valid" });
    expect(profile.runs[0]).toMatchObject({ status: "converted", canSkip: false, revenue: 3800 });
    shop.now += DAY;
    expect((await getCustomer({ actor, params: { id } }, shop.clock)).vouchers[0]!.status).toBe("expired");
  });
});
