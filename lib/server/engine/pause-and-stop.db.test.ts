import type pg from "pg";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { shardOf } from "@/lib/domain/shard";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { resumeFlow } from "./resume-flow";
import { runBatch } from "./run-batch";
import { stopFlow } from "./stop-flow";

const HOUR = 3_600_000;
let pool: pg.Pool;
let shop: EngineFixture;
let flow: { flowId: string; versionId: string };

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await new EngineFixture(pool).open();
  const templateId = await shop.template();
  flow = await shop.live(
    drawFlow(
      {
        trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "wait" } },
        wait: {
          type: "wait-for-event",
          config: { eventName: "reminded", timeout: { value: 2, unit: "hours" } },
          to: { happened: "email", timed_out: "email" },
        },
        email: { type: "send-email", config: { templateId }, to: { next: "end" } },
        end: { type: "exit" },
      },
      { goal: { eventName: "PurchaseFinished" } },
    ),
  );
});
const pause = () => pool.query(`UPDATE flow SET status = 'paused' WHERE id = $1`, [flow.flowId]);

it("pause freezes timers and entries without ejecting anybody; resume goes on where it was", async () => {
  const inside = await shop.customers(3);
  await shop.abandon(inside);
  await shop.drain();
  await pause();
  await shop.pass(3 * HOUR);
  await shop.abandon(await shop.customers(1));
  await shop.drain();
  expect((await shop.runs()).map(({ status, step_id }) => [status, step_id])).toEqual(
    inside.map(() => ["active", "wait"]),
  );
  expect(await shop.messages()).toHaveLength(0);
  expect(await shop.totals(flow.versionId)).toMatchObject({ "/refused:flow_paused": 1 });
  expect(await shop.drain(), "parked timers are not read again").toBe(0);

  await resumeFlow(flow.flowId, shop.workspaceId, shop.clock);
  await shop.drain();
  expect(await shop.messages()).toHaveLength(3);
});

it("what is overdue beyond the flow's limit after a long pause is skipped, not sent late", async () => {
  await shop.abandon(await shop.customers(1));
  await shop.drain();
  await pause();
  await shop.pass(30 * HOUR);
  await resumeFlow(flow.flowId, shop.workspaceId, shop.clock);
  await shop.drain();
  expect(await shop.messages()).toHaveLength(0);
  expect(await shop.totals(flow.versionId)).toMatchObject({ "email/skipped:late": 1 });
});

it("an event during a pause is not lost: a purchase converts at once, a waited-for event lets the run go on after resume", async () => {
  const [buyer, reader] = await shop.customers(2);
  await shop.abandon([buyer!, reader!]);
  await shop.drain();
  await pause();
  await shop.send("PurchaseFinished", [buyer!], { total: 10 });
  await shop.send("reminded", [reader!]);
  await shop.drain();
  const byCustomer = Object.fromEntries((await shop.runs()).map((run) => [run.customer_id, run]));
  expect(byCustomer[buyer!]).toMatchObject({ status: "converted" });
  expect(byCustomer[reader!]).toMatchObject({ status: "active", step_id: "email" });
  expect(await shop.messages()).toHaveLength(0);
  await resumeFlow(flow.flowId, shop.workspaceId, shop.clock);
  await shop.drain();
  expect(await shop.messages()).toHaveLength(1);
});

it("stop ends everybody inside as flow_stopped, in their log and in the counters", async () => {
  await shop.abandon(await shop.customers(120));
  await shop.drain();
  expect(await stopFlow(flow.flowId, shop.workspaceId, shop.clock)).toBe(true);
  expect(new Set((await shop.runs()).map(({ status, end_reason }) => `${status} ${end_reason}`))).toEqual(
    new Set(["exited flow_stopped"]),
  );
  expect(await shop.totals(flow.versionId)).toMatchObject({
    "/exited:flow_stopped": 120,
    "wait/ended:flow_stopped": 120,
  });
  await shop.abandon(await shop.customers(1));
  await shop.drain();
  expect(await shop.runs()).toHaveLength(120);
});

it("a run whose step an admin skips goes on at once, and only that one", async () => {
  const customers = await shop.customers(2);
  await shop.abandon(customers);
  await shop.drain();
  const run = (await shop.runs())[0]!;
  await shop.send("run.skip_wait", [run.customer_id], { runId: run.id });
  await shop.drain();
  expect(await shop.messages()).toHaveLength(1);
  expect((await shop.runs()).filter(({ status }) => status === "active")).toHaveLength(1);
});

it("S2-21: opting out of every channel a flow uses ends the run", async () => {
  const [customer] = await shop.customers(1);
  await shop.abandon([customer!]);
  await shop.drain();
  await pool.query(`UPDATE customer SET consent = '{"email":{"state":"denied"}}' WHERE id = $1`, [customer]);
  await shop.send("customer.updated", [customer!], { changed: ["consent.email"] });
  await shop.drain();
  expect((await shop.runs())[0]).toMatchObject({ status: "exited", end_reason: "opted_out" });
});

it("S2-20: a conversation with an agent ends the run", async () => {
  const [customer] = await shop.customers(1);
  await shop.abandon([customer!]);
  await shop.drain();
  await pool.query(`UPDATE customer SET agent_conversation = true WHERE id = $1`, [customer]);
  await shop.send("customer.updated", [customer!], { changed: ["agentConversation"] });
  await shop.drain();
  expect((await shop.runs())[0]).toMatchObject({ status: "exited", end_reason: "agent_conversation" });
});

it("a batch that was putting timers aside while the flow went on leaves nobody behind", async () => {
  const [customer] = await shop.customers(1);
  await shop.abandon([customer!]);
  await shop.drain();
  await pause();
  shop.now += 3 * HOUR;
  // The batch has read that the flow is paused, and stops before it writes: another session holds the run's row.
  const holder = await pool.connect();
  let resumed: Promise<boolean>;
  try {
    await holder.query("BEGIN");
    await holder.query(`SELECT FROM run WHERE flow_id = $1 FOR UPDATE`, [flow.flowId]);
    const batch = runBatch(pool, { clock: shop.clock, startAt: shardOf(customer!) });
    await sessionsWaiting(1);
    resumed = resumeFlow(flow.flowId, shop.workspaceId, shop.clock);
    await sessionsWaiting(2);
    await holder.query("COMMIT");
    await batch;
  } finally {
    holder.release();
  }
  await resumed;
  await shop.drain();
  expect((await shop.runs()).map(({ status }) => status)).toEqual(["completed"]);
});

/** Returns once so many sessions of this database wait for a lock. */
async function sessionsWaiting(count: number): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (rows[0]!.waiting >= count) return;
  }
}

it("who is brought to another step by an event during a pause is there from then on, whatever their old timer was", async () => {
  const [customer] = await shop.customers(1);
  await shop.abandon([customer!]);
  await shop.drain();
  await pause();
  await shop.pass(3 * HOUR);
  shop.now += 30 * HOUR;
  await shop.send("reminded", [customer!]);
  await shop.drain();
  await shop.pass(HOUR);
  await resumeFlow(flow.flowId, shop.workspaceId, shop.clock);
  await shop.drain();
  expect(await shop.totals(flow.versionId)).toMatchObject({ "email/queued": 1 });
  expect(await shop.messages()).toHaveLength(1);
});
