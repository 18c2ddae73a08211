import type pg from "pg";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { shardOf } from "@/lib/domain/shard";
import { runBatch } from "@/lib/server/engine/run-batch";
import { setAsideBroken } from "@/lib/server/engine/set-aside-broken";
import { eraseCustomer } from "@/lib/server/use-cases/customers/erase-customer";
import { listQuarantine } from "@/lib/server/use-cases/quarantine/list-quarantine";
import { retryRun } from "@/lib/server/use-cases/runs/retry-run";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { localFlow } from "@/lib/testing/local-flow";
import { makeActor } from "@/lib/testing/make-actor";
import { listFailedRuns } from "./list-failed-runs";
import { listSetAside } from "./list-set-aside";
import { replaySetAside } from "./replay-set-aside";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let pool: pg.Pool;
let shop: EngineFixture;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await new EngineFixture(pool).open();
});
const actor = () => makeActor(shop.workspaceId, "admin");

const mend = (customerId: string) =>
  pool.query(`UPDATE customer SET time_zone = 'Europe/Berlin' WHERE id = $1`, [customerId]);

/** entered = active + completed + exited + failed, in counters and in runs. */
async function expectBalance(versionId: string): Promise<void> {
  const totals = await shop.totals(versionId);
  const runs = await shop.runs();
  const of = (status: string) => runs.filter((run) => run.status === status).length;
  expect(totals["/entered"]).toBe(runs.length);
  expect(totals["/failed"] ?? 0).toBe(of("failed"));
  expect(totals["/completed"] ?? 0).toBe(of("completed") + of("converted"));
}

describe("a failed run", () => {
  it("is listed with its reason, goes on from its step when retried, and only once", async () => {
    const { versionId } = await localFlow(shop);
    const [broken] = await shop.customers(1, { timeZone: "Not/AZone" });
    await shop.abandon([broken!]);
    await shop.drain();
    const { data } = await listFailedRuns({ actor: actor(), query: { limit: 10 } });
    expect(data).toMatchObject([{ status: "failed", reason: expect.stringMatching(/time zone/i) }]);
    await expectBalance(versionId);

    await mend(broken!);
    shop.now += HOUR;
    const params = { id: data[0]!.id };
    const tries = await Promise.allSettled([
      retryRun({ actor: actor(), params }, shop.clock),
      retryRun({ actor: actor(), params }, shop.clock),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await shop.runs())[0]).toMatchObject({ status: "active", step_id: "nine", end_reason: null });
    await expectBalance(versionId);

    await shop.pass(DAY);
    expect((await shop.runs())[0]).toMatchObject({ status: "completed" });
    await expectBalance(versionId);
    expect(await shop.totals(versionId)).toMatchObject({
      "/failed": 0,
      "trigger/retried": 1,
      "nine/entered": 1,
    });
  });

  it("promise 8: an order that came while it stood as failed counts before its timer does", async () => {
    const { versionId } = await localFlow(shop);
    const [broken] = await shop.customers(1, { timeZone: "Not/AZone" });
    await shop.abandon([broken!]);
    await shop.drain();
    shop.now += HOUR;
    await shop.send("PurchaseFinished", [broken!], { total: 4000, currency: "EUR" });
    await shop.drain();
    await mend(broken!);
    shop.now += 2 * DAY;
    const [run] = await shop.runs();
    const { status } = await retryRun({ actor: actor(), params: { id: run!.id } }, shop.clock);
    expect(status).toBe("converted");
    await expectBalance(versionId);
  });

  it("that fails again is failed once more, and the counters still balance", async () => {
    const { versionId } = await localFlow(shop);
    await shop.abandon(await shop.customers(1, { timeZone: "Not/AZone" }));
    await shop.drain();
    const [run] = await shop.runs();
    expect((await retryRun({ actor: actor(), params: { id: run!.id } }, shop.clock)).status).toBe("failed");
    await expectBalance(versionId);
  });

  it("does not show a code that went back when it failed and is somebody else's now", async () => {
    const campaignId = await shop.campaign();
    const templateId = await shop.template();
    await shop.live(
      drawFlow({
        trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "code" } },
        code: { type: "issue-coupon", config: { campaignId }, to: { issued: "hour" } },
        hour: {
          type: "wait",
          config: { mode: "duration", duration: { value: 1, unit: "hours" } },
          to: { next: "nine" },
        },
        nine: {
          type: "wait",
          config: { mode: "local-time", time: "09:00", weekdays: [] },
          to: { next: "mail" },
        },
        mail: { type: "send-email", config: { templateId }, to: { next: "end" } },
        end: { type: "exit" },
      }),
    );
    const [broken] = await shop.customers(1, { timeZone: "Not/AZone" });
    await shop.abandon([broken!]);
    await shop.drain();
    await shop.pass(HOUR);
    const [run] = await shop.runs();
    expect(run).toMatchObject({ status: "failed" });
    const [other] = await shop.customers(1);
    await shop.abandon([other!]);
    await shop.drain();
    const { rows } = await pool.query(`SELECT customer_id FROM voucher WHERE workspace_id = $1`, [
      shop.workspaceId,
    ]);
    expect(rows).toEqual([{ customer_id: other }]);

    await mend(broken!);
    await retryRun({ actor: actor(), params: { id: run!.id } }, shop.clock);
    await shop.pass(DAY);
    await shop.pass(DAY);
    const { rows: shown } = await pool.query(
      `SELECT customer_id, json_array_length(context->'vouchers') AS codes FROM message WHERE workspace_id = $1 ORDER BY codes`,
      [shop.workspaceId],
    );
    expect(shown).toEqual([
      { customer_id: broken, codes: 0 },
      { customer_id: other, codes: 1 },
    ]);
  });

  it("is not retried when the customer has entered anew, and another workspace's is not found", async () => {
    await localFlow(shop);
    const [broken] = await shop.customers(1, { timeZone: "Not/AZone" });
    await shop.abandon([broken!]);
    await shop.drain();
    const [run] = await shop.runs();
    await expect(
      retryRun({ actor: makeActor(crypto.randomUUID(), "admin"), params: { id: run!.id } }, shop.clock),
    ).rejects.toMatchObject({ code: "not_found" });
    await mend(broken!);
    shop.now += 40 * DAY;
    await shop.abandon([broken!]);
    await shop.drain();
    await expect(retryRun({ actor: actor(), params: { id: run!.id } }, shop.clock)).rejects.toMatchObject({
      code: "conflict",
    });
  });
});

describe("a run of somebody who was erased", () => {
  it("is not retried: it stays failed, and no timer is left due", async () => {
    const { versionId } = await localFlow(shop);
    const [broken] = await shop.customers(1, { timeZone: "Not/AZone" });
    await shop.abandon([broken!]);
    await shop.drain();
    await eraseCustomer({ actor: actor(), params: { id: broken! } }, shop.clock);
    const [run] = await shop.runs();
    await expect(retryRun({ actor: actor(), params: { id: run!.id } }, shop.clock)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/erased/),
    });
    expect((await shop.runs())[0]).toMatchObject({ status: "failed", wake_at: null });
    await expectBalance(versionId);
  });

  it("ends when its timer is due and its customer is gone, instead of being due for ever", async () => {
    const { versionId } = await localFlow(shop);
    const [customerId] = await shop.customers(1);
    await shop.abandon([customerId!]);
    await shop.drain();
    await pool.query(`DELETE FROM customer WHERE id = $1`, [customerId]);
    shop.now += DAY;
    expect(await runBatch(pool, { clock: shop.clock })).toMatchObject({ due: 1 });
    expect(await runBatch(pool, { clock: shop.clock })).toBeNull();
    expect((await shop.runs())[0]).toMatchObject({ status: "exited", end_reason: "erased", wake_at: null });
    await expectBalance(versionId);
    expect(await shop.totals(versionId)).toMatchObject({ "/exited:erased": 1 });
  });
});

describe("an event that was set aside", () => {
  afterEach(async () => {
    await pool.query(`ALTER TABLE run DROP CONSTRAINT IF EXISTS refused`);
  });

  it("is listed here and not among undefined events, and is handled once when replayed", async () => {
    await localFlow(shop);
    const [broken] = await shop.customers(1);
    await pool.query(`ALTER TABLE run ADD CONSTRAINT refused CHECK (customer_id <> '${broken}') NOT VALID`);
    await shop.abandon([broken!]);
    await runBatch(pool, { clock: shop.clock, startAt: shardOf(broken!) }).catch(() => null);
    await setAsideBroken(pool, shop.clock, shardOf(broken!));

    const { data } = await listSetAside({ actor: actor(), query: { limit: 10 } });
    expect(data).toMatchObject([{ name: "itemAddedToCart", customerId: broken, reason: /refused/ }]);
    expect((await listQuarantine({ actor: actor() })).data).toEqual([]);

    await pool.query(`ALTER TABLE run DROP CONSTRAINT refused`);
    const body = { ids: [data[0]!.id] };
    expect(await replaySetAside({ actor: actor(), body }, shop.clock)).toEqual({ replayed: 1 });
    expect(await replaySetAside({ actor: actor(), body }, shop.clock)).toEqual({ replayed: 0 });
    await shop.drain();
    expect(await shop.runs()).toHaveLength(1);
    expect((await listSetAside({ actor: actor(), query: { limit: 10 } })).data).toEqual([]);
  });
});
