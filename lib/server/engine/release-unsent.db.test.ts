import type pg from "pg";
import { v7 } from "uuid";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { shardOf } from "@/lib/domain/shard";
import { appendEvents } from "@/lib/server/db/events/append-events";
import { retryRun } from "@/lib/server/engine/retry-run";
import { stopFlow } from "@/lib/server/engine/stop-flow";
import { DAY } from "@/lib/testing/abandonment-fixture";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";

let pool: pg.Pool;
let shop: EngineFixture;
let flowId: string;
let campaignId: string;
let templateId: string;
beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await new EngineFixture(pool).open();
  [templateId, campaignId] = [await shop.template(), await shop.campaign()];
  ({ flowId } = await shop.live(
    drawFlow(
      {
        trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "code" } },
        code: { type: "issue-coupon", config: { campaignId }, to: { issued: "wait" } },
        wait: {
          type: "wait",
          config: { mode: "duration", duration: { value: 1, unit: "days" } },
          to: { next: "mail" },
        },
        mail: { type: "send-email", config: { templateId }, to: { next: "end" } },
        end: { type: "exit" },
      },
      { goal: { eventName: "PurchaseFinished" } },
    ),
  ));
});

type Gift = { customer_id: string | null; released: boolean; in_ledger: number };

/** The one code there is, and what the books say of it. */
async function gift(): Promise<Gift> {
  const { rows } = await pool.query<Gift>(
    `SELECT v.customer_id, p.released_at IS NOT NULL AS released,
       (SELECT count(*) FROM incentive i WHERE i.voucher_id = v.id AND i.released_at IS NULL) AS in_ledger
     FROM voucher v JOIN publication p ON p.voucher_id = v.id WHERE v.workspace_id = $1`,
    [shop.workspaceId],
  );
  expect(rows).toHaveLength(1);
  return rows[0]!;
}
const KEPT = (customerId: string): Gift => ({ customer_id: customerId, released: false, in_ledger: 1 });
const BACK: Gift = { customer_id: null, released: true, in_ledger: 0 };

async function enter(): Promise<string> {
  const [id] = (await shop.customers(1)) as [string];
  await shop.abandon([id]);
  await shop.drain();
  expect(await gift()).toEqual(KEPT(id));
  return id;
}

/** Delivery says what became of the run's message. */
async function report(
  customerId: string,
  status: "sent" | "skipped" | "failed",
  result: string = status,
): Promise<void> {
  const [message] = await shop.messages();
  const [run] = await shop.runs();
  await pool.query(`UPDATE message SET status = $2 WHERE id = $1`, [message!.id, status]);
  await appendEvents(pool, [
    {
      shard: shardOf(customerId),
      workspaceId: shop.workspaceId,
      customerId,
      name: ["skipped", "bounced"].includes(result) ? "message.result" : `customer.email.${status}`,
      messageId: v7(),
      properties: {
        messageId: message!.id,
        runId: run!.id,
        stepId: "mail",
        channel: "email",
        result,
      },
      occurredAt: shop.clock(),
      acceptedAt: shop.clock(),
      source: "engine",
    },
  ]);
  await shop.drain();
}

it("a run that leaves before its message gives its code back", async () => {
  const customerId = await enter();
  await shop.send("PurchaseFinished", [customerId], { total: 100 });
  await shop.drain();
  expect((await shop.runs())[0]).toMatchObject({ status: "converted" });
  expect(await gift()).toEqual(BACK);
});

it("stopping the flow gives back what nobody has been shown", async () => {
  await enter();
  expect(await stopFlow(flowId, shop.workspaceId, shop.clock)).toBe(true);
  expect(await gift()).toEqual(BACK);
});

it.each(["skipped", "failed"] as const)("a message that was %s gives the code back", async (status) => {
  const customerId = await enter();
  await shop.pass(DAY);
  // While the message is still on its way, the code is on its way too.
  expect(await gift()).toEqual(KEPT(customerId));
  await report(customerId, status);
  expect(await gift()).toEqual(BACK);
});

it.each([
  ["has no address", { email: null }],
  ["said no", { consent: { email: { state: "denied" } } }],
])(
  "a message left out because the customer %s gives the code back, though the flow went on to its end",
  async (_, columns) => {
    const [id] = (await shop.customers(1, columns)) as [string];
    await shop.abandon([id]);
    await shop.drain();
    expect(await gift()).toEqual(KEPT(id));
    await shop.pass(DAY);
    expect((await shop.runs())[0]).toMatchObject({ status: "completed" });
    expect(await shop.messages()).toEqual([]);
    expect(await gift()).toEqual(BACK);
  },
);

it("a message left out takes no code back that another message has shown", async () => {
  await stopFlow(flowId, shop.workspaceId, shop.clock);
  const smsTemplateId = await shop.template();
  await shop.live(
    drawFlow({
      trigger: { type: "event-trigger", config: { eventName: "pageOpened" }, to: { next: "code" } },
      code: { type: "issue-coupon", config: { campaignId }, to: { issued: "mail" } },
      mail: { type: "send-email", config: { templateId }, to: { next: "sms" } },
      sms: { type: "send-sms", config: { templateId: smsTemplateId }, to: { next: "end" } },
      end: { type: "exit" },
    }),
  );
  const [id] = (await shop.customers(1, { phone: null })) as [string];
  await shop.send("pageOpened", [id]);
  await shop.drain();
  expect((await shop.runs())[0]).toMatchObject({ status: "completed" });
  expect(await shop.messages()).toHaveLength(1);
  expect(await gift()).toEqual(KEPT(id));
});

it("a message that the receiving server sends back after all gives the code back", async () => {
  const customerId = await enter();
  await shop.pass(DAY);
  await report(customerId, "sent");
  expect(await gift()).toEqual(KEPT(customerId));
  await report(customerId, "failed", "bounced");
  expect(await gift()).toEqual(BACK);
});

it("a run that fails in the very piece that gave it a code gives it back, and is given one again when it is retried", async () => {
  await stopFlow(flowId, shop.workspaceId, shop.clock);
  await shop.live(
    drawFlow({
      trigger: { type: "event-trigger", config: { eventName: "pageOpened" }, to: { next: "code" } },
      code: { type: "issue-coupon", config: { campaignId }, to: { issued: "nine" } },
      nine: {
        type: "wait",
        config: { mode: "local-time", time: "09:00", weekdays: [] },
        to: { next: "mail" },
      },
      mail: { type: "send-email", config: { templateId }, to: { next: "end" } },
      end: { type: "exit" },
    }),
  );
  const [customerId] = (await shop.customers(1, { timeZone: "Not/AZone" })) as [string];
  await shop.send("pageOpened", [customerId]);
  await shop.drain();
  const [run] = await shop.runs();
  expect(run).toMatchObject({ status: "failed" });
  expect(await gift()).toEqual(BACK);
  await pool.query(`UPDATE customer SET time_zone = 'Europe/Berlin' WHERE id = $1`, [customerId]);
  expect(await retryRun(shardOf(customerId), run!.id, "somebody", shop.clock)).toBe("retried");
  expect((await shop.runs())[0]).toMatchObject({ status: "active", step_id: "nine" });
  const { rows } = await pool.query(
    `SELECT customer_id FROM publication WHERE workspace_id = $1 AND released_at IS NULL`,
    [shop.workspaceId],
  );
  expect(rows).toEqual([{ customer_id: customerId }]);
});

it("a message that went out keeps it, whatever fails afterwards", async () => {
  const customerId = await enter();
  await shop.pass(DAY);
  await report(customerId, "sent");
  await shop.send("PurchaseFinished", [customerId], { total: 100 });
  await shop.drain();
  expect(await gift()).toEqual(KEPT(customerId));
});

/** Another flow, that hands the customer the same code again and would send it two days later. */
async function secondFlow(): Promise<string> {
  const second = await shop.live(
    drawFlow({
      trigger: { type: "event-trigger", config: { eventName: "itemSeen" }, to: { next: "code" } },
      code: { type: "issue-coupon", config: { campaignId, reuse: "unexpired" }, to: { issued: "wait" } },
      wait: {
        type: "wait",
        config: { mode: "duration", duration: { value: 2, unit: "days" } },
        to: { next: "mail" },
      },
      mail: { type: "send-email", config: { templateId }, to: { next: "end" } },
      end: { type: "exit" },
    }),
  );
  return second.flowId;
}

it("a code that another run of the customer has in hand stays theirs, until that run is over as well", async () => {
  const customerId = await enter();
  const second = await secondFlow();
  await shop.send("itemSeen", [customerId]);
  await shop.drain();
  await stopFlow(flowId, shop.workspaceId, shop.clock);
  expect((await shop.runs()).map(({ status }) => status).sort()).toEqual(["active", "exited"]);
  expect(await gift()).toEqual(KEPT(customerId));
  await stopFlow(second, shop.workspaceId, shop.clock);
  expect(await gift()).toEqual(BACK);
});

it("a run that only reused a code does not take it from the run it was given to", async () => {
  const customerId = await enter();
  const second = await secondFlow();
  await shop.send("itemSeen", [customerId]);
  await shop.drain();
  await stopFlow(second, shop.workspaceId, shop.clock);
  expect(await gift()).toEqual(KEPT(customerId));
});

it("a code that a run gave for the shop's own page outlasts a run that reused it", async () => {
  await stopFlow(flowId, shop.workspaceId, shop.clock);
  await shop.live(
    drawFlow({
      trigger: { type: "event-trigger", config: { eventName: "pageOpened" }, to: { next: "code" } },
      code: { type: "issue-coupon", config: { campaignId }, to: { issued: "end" } },
      end: { type: "exit" },
    }),
  );
  const [customerId] = (await shop.customers(1)) as [string];
  await shop.send("pageOpened", [customerId]);
  await shop.drain();
  const second = await secondFlow();
  await shop.send("itemSeen", [customerId]);
  await shop.drain();
  await stopFlow(second, shop.workspaceId, shop.clock);
  expect(await gift()).toEqual(KEPT(customerId));
});
