import type pg from "pg";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { goalSetting } from "@/lib/domain/flow/document";
import { runBatch } from "@/lib/server/engine/run-batch";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";

let pool: pg.Pool;
let shop: EngineFixture;
beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await new EngineFixture(pool).open();
});

const PUBLISHED = { type: "event-trigger", config: { eventName: "voucher.published" }, to: { next: "end" } };

/** A flow that gives everybody with a cart a code. */
async function giving(): Promise<void> {
  await shop.live(
    drawFlow({
      trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "coupon" } },
      coupon: { type: "issue-coupon", config: { campaignId: await shop.campaign() }, to: { issued: "end" } },
      end: { type: "exit" },
    }),
  );
}

async function abandonAndHandle(): Promise<{ told: number; waiting: number }> {
  const customers = await shop.customers(3);
  await shop.abandon(customers);
  // One batch: what it tells is still to be handled, if anybody is to handle it.
  await runBatch(pool, { clock: () => new Date(shop.now) });
  const { rows } = await pool.query<{ told: number; waiting: number }>(
    `SELECT count(*)::int AS told, count(p.event_id)::int AS waiting FROM event e LEFT JOIN event_pending p ON p.shard = e.shard AND p.event_id = e.id
     WHERE e.workspace_id = $1 AND e.name = 'voucher.published'`,
    [shop.workspaceId],
  );
  return rows[0]!;
}

it("S1-27: a code that was given is told on the log, and wakes nobody where nobody looks at it", async () => {
  await giving();
  const first = await abandonAndHandle();
  expect(first.told).toBeGreaterThan(0);
  expect(first.waiting).toBe(0);
});

it("S1-27: where a flow starts by it, the engine handles it", async () => {
  await giving();
  const { versionId } = await shop.live(drawFlow({ trigger: PUBLISHED, end: { type: "exit" } }));
  const customers = await shop.customers(3);
  await shop.abandon(customers);
  await shop.drain();
  expect((await shop.totals(versionId))["/entered"]).toBe(3);
});

it("S1-27: a segment that asks for it wakes the engine as well", async () => {
  await giving();
  await pool.query(
    `INSERT INTO segment (id, workspace_id, name, type, rule, created_at, updated_at)
     VALUES (gen_random_uuid(), $1, 'Had a code', 'auto', '{"match": "all", "conditions": [{"event": "voucher.published"}]}', now(), now())`,
    [shop.workspaceId],
  );
  const { told, waiting } = await abandonAndHandle();
  expect(waiting).toBe(told);
  expect(told).toBeGreaterThan(0);
});

it("S4-10: where only the goal of a live flow asks for it, set since its launch, the engine hears of it and the goal is reached", async () => {
  await giving();
  const { flowId } = await shop.live(
    drawFlow({
      trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "wait" } },
      wait: {
        type: "wait",
        config: { mode: "duration", duration: { value: 1, unit: "days" } },
        to: { next: "end" },
      },
      end: { type: "exit" },
    }),
  );
  const goal = goalSetting.parse({ eventName: "voucher.published" });
  await pool.query(`UPDATE flow SET goal = $2 WHERE id = $1`, [flowId, JSON.stringify(goal)]);
  await shop.abandon(await shop.customers(3));
  await shop.drain();
  const { rows } = await pool.query(`SELECT status, end_reason FROM run WHERE flow_id = $1`, [flowId]);
  expect(rows).toEqual(Array(3).fill({ status: "converted", end_reason: "voucher.published happened" }));
});
