import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { flowCalls, waiting } from "@/lib/testing/flow-calls";
import { makeActor } from "@/lib/testing/make-actor";
import { refusal } from "@/lib/testing/refusal";
import { deleteFlow } from "./delete-flow";
import { flowChanges } from "./flow-changes";
import { getFlow } from "./get-flow";
import { pauseFlow } from "./pause-flow";
import { resumeFlow } from "./resume-flow";
import { saveDraft } from "./save-draft";
import { setGoal } from "./set-goal";
import { stopFlow } from "./stop-flow";
import { updateFlow } from "./update-flow";

let database: Awaited<ReturnType<typeof testDatabase>>;
let shop: EngineFixture;
let actor: ReturnType<typeof makeActor>;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  shop = await new EngineFixture(database.pool).open();
  actor = makeActor(shop.workspaceId);
});

const { auditOf, create, publish } = flowCalls(() => shop);

describe("a live flow", () => {
  it("S4-10: the goal can be set and changed while live, restarts nothing and counts at once", async () => {
    const flow = await create(waiting());
    const params = { id: flow.id };
    await publish(flow.id, 1);
    const customers = await shop.customers(2);
    await shop.abandon(customers);
    await shop.drain();
    const before = await shop.runs();
    const goal = {
      eventName: "PurchaseFinished",
      filter: { match: "all" as const, conditions: [] },
      mode: "any" as const,
    };
    const set = await setGoal({ actor, params, body: { revision: 1, goal } }, shop.clock);
    expect(set).toMatchObject({ revision: 2, goal });
    expect((await shop.runs()).map(({ id, wake_at }) => ({ id, wake_at }))).toEqual(
      before.map(({ id, wake_at }) => ({ id, wake_at })),
    );
    await shop.send("PurchaseFinished", [customers[0]!], { total: 4000, currency: "EUR" });
    await shop.drain();
    expect((await shop.runs()).map(({ status }) => status).sort()).toEqual(["active", "converted"]);
    const shown = await getFlow({ actor, params });
    expect(shown).toMatchObject({
      live: { number: 1 },
      document: { settings: { goal } },
      inside: 1,
    });
    expect((await flowChanges({ actor, params })).same).toBe(true);
    const unknown = { ...goal, eventName: "nobodySaid" };
    const error = await refusal(setGoal({ actor, params, body: { revision: 2, goal: unknown } }, shop.clock));
    expect(error.issues[0]?.path).toBe("goal.eventName");
  });

  it("is paused, resumed and stopped, each with the count of who is inside; a draft can be none of it", async () => {
    const flow = await create(waiting());
    const params = { id: flow.id };
    expect((await refusal(pauseFlow({ actor, params }, shop.clock))).message).toContain("a draft");
    await publish(flow.id, 1);
    await shop.abandon(await shop.customers(2));
    await shop.drain();
    expect(await pauseFlow({ actor, params }, shop.clock)).toEqual({ status: "paused", inside: 2 });
    await shop.pass(2 * 86_400_000);
    expect((await shop.runs()).every(({ status }) => status === "active")).toBe(true);
    expect(await resumeFlow({ actor, params }, shop.clock)).toEqual({ status: "live", inside: 2 });
    expect((await refusal(updateFlow({ actor, params, body: { archived: true } }))).message).toContain(
      "stop it",
    );
    expect(await stopFlow({ actor, params }, shop.clock)).toEqual({ status: "stopped", inside: 0 });
    expect((await shop.runs()).map(({ end_reason }) => end_reason)).toEqual(["flow_stopped", "flow_stopped"]);
    expect((await refusal(deleteFlow({ actor, params }, shop.clock))).code).toBe("conflict");
    expect((await refusal(resumeFlow({ actor, params }, shop.clock))).message).toContain("stopped");
    expect(await auditOf(flow.id)).toEqual([
      "flow.created",
      "flow.published",
      "flow.paused",
      "flow.resumed",
      "flow.stopped",
    ]);
  });

  it.each([
    ["pause", "live", pauseFlow],
    ["resume", "paused", resumeFlow],
  ] as const)(
    "to %s a flow that somebody stops at the same moment is refused, and it stays stopped",
    async (_verb, from, act) => {
      const flow = await create(waiting());
      await publish(flow.id, 1);
      if (from === "paused") await pauseFlow({ actor, params: { id: flow.id } }, shop.clock);
      const other = await database.pool.connect();
      try {
        await other.query("BEGIN");
        await other.query(`UPDATE flow SET status = 'stopped' WHERE id = $1`, [flow.id]);
        const refused = refusal(act({ actor, params: { id: flow.id } }, shop.clock));
        for (let waiting = 0; waiting === 0; ) {
          const { rows } = await database.pool.query<{ waiting: number }>(
            `SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
          );
          waiting = rows[0]!.waiting;
        }
        await other.query("COMMIT");
        const { code, message } = await refused;
        expect([code, message]).toEqual([
          "conflict",
          "Somebody else was faster: this flow is stopped now. Nothing was changed.",
        ]);
      } finally {
        other.release();
      }
      expect((await getFlow({ actor, params: { id: flow.id } })).status).toBe("stopped");
    },
  );

  it("a launch of a paused flow leaves it paused", async () => {
    const flow = await create(waiting());
    const params = { id: flow.id };
    await publish(flow.id, 1);
    await pauseFlow({ actor, params }, shop.clock);
    await saveDraft({ actor, params, body: { revision: 1, document: waiting(2) } }, shop.clock);
    expect(await publish(flow.id, 2)).toMatchObject({ version: 2, status: "paused" });
  });
});
