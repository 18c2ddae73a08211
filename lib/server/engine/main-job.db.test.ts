import type pg from "pg";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { mainJob } from "@/lib/testing/main-job";

const DAY = 86_400_000;
const HOUR = 3_600_000;

let pool: pg.Pool;
let shop: EngineFixture;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await new EngineFixture(pool).open();
});

describe("the main job", () => {
  it("S4-13, S4-16, S4-17: a day without a purchase brings the e-mail, another day the SMS, then the end", async () => {
    const { versionId } = await shop.live(await mainJob(shop));
    await shop.abandon(await shop.customers(1));
    await shop.drain();
    expect((await shop.runs())[0]).toMatchObject({
      status: "active",
      step_id: "wait",
      wake_at: new Date(shop.now + DAY),
    });

    await shop.pass(DAY - 1);
    expect(await shop.messages()).toHaveLength(0);
    await shop.pass(1);
    expect((await shop.messages()).map(({ channel }) => channel)).toEqual(["email"]);
    await shop.pass(DAY);
    expect((await shop.messages()).map(({ channel }) => channel)).toEqual(["email", "sms"]);
    expect((await shop.runs())[0]).toMatchObject({ status: "completed", step_id: "end" });
    expect(await shop.totals(versionId)).toMatchObject({
      "/entered": 1,
      "/completed": 1,
      "email/queued": 1,
      "sms/queued": 1,
      "wait/port:timed_out": 1,
      "end/ended:completed": 1,
    });
  });

  it("S4-12, S3-60: a purchase at any point ends the run as converted and is counted on the wait that saw it", async () => {
    const { versionId } = await shop.live(await mainJob(shop));
    const customers = await shop.customers(1);
    await shop.abandon(customers);
    await shop.drain();
    await shop.send("PurchaseFinished", customers, { total: 4000, currency: "EUR" });
    await shop.pass(3 * DAY);
    expect((await shop.runs())[0]).toMatchObject({
      status: "converted",
      revenue: 4000,
      conversion_rule: "goal",
    });
    expect(await shop.messages()).toHaveLength(0);
    expect(await shop.totals(versionId)).toMatchObject({
      "/converted": 1,
      "/completed": 1,
      "wait/port:happened": 1,
      "wait/entered": 1,
    });
  });

  it("S2-26, S2-27, S2-29: an order with the run's own code is attributed to the coupon step", async () => {
    const { versionId } = await shop.live(await mainJob(shop));
    const customers = await shop.customers(1);
    await shop.abandon(customers);
    await shop.drain();
    await shop.pass(DAY);
    const [message] = await shop.messages();
    const code = message!.context.vouchers[0]!.code;
    await shop.send("PurchaseFinished", customers, {
      total: 3800,
      currency: "EUR",
      couponCodes: [code.toLowerCase()],
    });
    await shop.drain();
    expect((await shop.runs())[0]).toMatchObject({
      status: "converted",
      conversion_rule: "code",
      revenue: 3800,
    });
    expect(await shop.totals(versionId)).toMatchObject({ "coupon/converted": 1, "/converted:code": 1 });
  });

  it("S2-28, S2-31: an order after completion counts inside the window, flagged, and the status stays completed", async () => {
    await shop.live(await mainJob(shop));
    const customers = await shop.customers(1);
    await shop.abandon(customers);
    await shop.drain();
    await shop.pass(DAY);
    await shop.pass(DAY);
    await shop.send("PurchaseFinished", customers, { total: 4000, currency: "EUR" });
    await shop.pass(HOUR);
    expect((await shop.runs())[0]).toMatchObject({
      status: "completed",
      post_completion: true,
      revenue: 4000,
    });
  });

  it("S2-23: with an attributed goal, an order that the flow did not earn ends the run as order_not_attributed", async () => {
    await shop.live(await mainJob(shop, { goal: { eventName: "PurchaseFinished", mode: "attributed" } }));
    const customers = await shop.customers(1);
    await shop.abandon(customers);
    await shop.send("PurchaseFinished", customers, { total: 4000 });
    await shop.drain();
    expect((await shop.runs())[0]).toMatchObject({
      status: "exited",
      end_reason: "order_not_attributed",
      revenue: null,
    });
  });
});
