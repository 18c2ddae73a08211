import type pg from "pg";
import { v7 } from "uuid";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PERMISSIONS } from "@/lib/domain/access/permissions";
import { systemActor } from "@/lib/server/auth/actor";
import { recordActivity } from "@/lib/server/db/events/record-activity";
import { AbandonmentFixture, DAY } from "@/lib/testing/abandonment-fixture";
import { testDatabase } from "@/lib/testing/database";
import { customerTimeline } from "./customer-timeline";
import { customerWhy } from "./customer-why";
import { getCustomer } from "./get-customer";
import { listCustomers } from "./list-customers";

let pool: pg.Pool;
let shop: AbandonmentFixture;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await AbandonmentFixture.make(pool);
});

const timeline = (id: string, query: Partial<Parameters<typeof customerTimeline>[0]["query"]> = {}) =>
  customerTimeline({ actor: shop.actor, params: { id }, query: { limit: 50, ...query } });

describe("the timeline", () => {
  it("S4-9, S4-12, S4-24: tells a whole passage in words, newest first, each with its reason", async () => {
    const { id, code } = await shop.buyWithCode();
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
      flowId: shop.flow.flowId,
      reason: "itemAddedToCart happened",
    });
  });

  it("pages through everything once, whatever the size, and shows events outside any run", async () => {
    const { id } = await shop.buyWithCode();
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
    const why = await customerWhy({ actor: shop.actor, params: { id } }, shop.clock);
    expect(why.data[0]).toMatchObject({ flowId: shop.flow.flowId, verdict: "completed" });
    expect(why.data[0]!.sentence).toContain("may enter again from 12 Jan 2026, 11:00");
  });

  it("narrows to what is asked for", async () => {
    const { id } = await shop.buyWithCode();
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
    expect((await getCustomer({ actor: shop.actor, params: { id: "shop/42 ü" } }, shop.clock)).id).toBe(
      customerIds[0],
    );
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
      listCustomers({ actor: shop.actor, query: { limit: 50, ...query } });
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
    const { id, code } = await shop.buyWithCode();
    const profile = await getCustomer({ actor: shop.actor, params: { id } }, shop.clock);
    expect(profile).toMatchObject({
      id,
      orderCount: 1,
      orderTotal: 3800,
      counts: { runs: 1, messages: 1, vouchers: 1 },
    });
    expect(profile.vouchers[0]).toMatchObject({ code, discount: "5% off", status: "valid" });
    expect(profile.runs[0]).toMatchObject({ status: "converted", canSkip: false, revenue: 3800 });
    shop.now += DAY;
    expect((await getCustomer({ actor: shop.actor, params: { id } }, shop.clock)).vouchers[0]!.status).toBe(
      "expired",
    );
  });
});
