import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { MovePlan } from "@/lib/domain/flow/move";
import { moveRunsOn } from "@/lib/server/jobs/move-runs";
import { sweepMoves } from "@/lib/server/jobs/sweep-moves";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { CART_TRIGGER, flowCalls, waiting } from "@/lib/testing/flow-calls";
import { makeActor } from "@/lib/testing/make-actor";
import { refusal } from "@/lib/testing/refusal";
import { deleteFlow } from "./delete-flow";
import { flowChanges } from "./flow-changes";
import { getFlow } from "./get-flow";
import { getMove } from "./get-move";
import { pauseFlow } from "./pause-flow";
import { publishFlow } from "./publish-flow";
import { resumeFlow } from "./resume-flow";
import { saveDraft } from "./save-draft";
import { setGoal } from "./set-goal";
import { stopFlow } from "./stop-flow";
import { updateFlow } from "./update-flow";
import { validateFlow } from "./validate-flow";

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

describe("S4-23: VALIDATE and LAUNCH", () => {
  it("launch is refused while a problem stands, and the problems name the element", async () => {
    const bad = drawFlow({
      trigger: { ...CART_TRIGGER, to: { next: "a" } },
      a: {
        type: "wait",
        config: { mode: "duration", duration: { value: 1, unit: "days" } },
        to: { next: "b" },
      },
      b: {
        type: "wait",
        config: { mode: "duration", duration: { value: 2, unit: "hours" } },
        to: { next: "a" },
      },
      lost: { type: "exit", config: {} },
    });
    const flow = await create(bad);
    const error = await refusal(publish(flow.id, 1));
    expect(error.code).toBe("not_launchable");
    const problems = error.extra.problems as { code: string; stepName: string; severity: string }[];
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([
      expect.objectContaining({ code: "unreachable", stepName: "End of the flow" }),
      expect.objectContaining({ code: "cycle", stepName: expect.stringMatching(/^Wait/) }),
    ]);
    expect(error.issues[0]?.message).toContain("End of the flow");
    const validated = await validateFlow({ actor, params: { id: flow.id } });
    expect(validated).toMatchObject({ launchable: false, problems });
    expect((await getFlow({ actor, params: { id: flow.id } })).status).toBe("draft");
  });

  it("a webhook whose Liquid cannot be read stands in the way, with the place and the mend", async () => {
    const flow = await create(
      drawFlow({
        trigger: { ...CART_TRIGGER, to: { next: "hook" } },
        hook: {
          type: "call-webhook",
          config: {
            url: "https://crm.example/{{customer.id}}",
            headers: [{ name: "X-Cart", value: "{{ cart.total | nosuch }}" }],
            body: '{"ok": {{ event | json }}}\n{% for item in cart.items %}',
          },
        },
      }),
    );
    const error = await refusal(publish(flow.id, 1));
    expect(error.code).toBe("not_launchable");
    expect(error.issues).toEqual([
      expect.objectContaining({
        path: "steps.hook.headers.0.value",
        message: expect.stringContaining('no filter "nosuch"'),
      }),
      expect.objectContaining({
        path: "steps.hook.body",
        message: expect.stringContaining("Line 2"),
        fix: expect.stringContaining("{% endfor %}"),
      }),
    ]);
  });

  it("an event that is not defined, or a template of another workspace, stands in the way", async () => {
    const other = await new EngineFixture(database.pool).open();
    const foreign = await other.template();
    const flow = await create(
      drawFlow({
        trigger: { type: "event-trigger", config: { eventName: "nobodySaid" }, to: { next: "mail" } },
        mail: {
          type: "send-email",
          config: { templateId: foreign, transactional: false, quietHours: "workspace" },
        },
      }),
    );
    const error = await refusal(publish(flow.id, 1));
    expect(error.issues.map(({ path }) => path)).toEqual([
      "steps.trigger.eventName",
      "steps.mail.templateId",
    ]);
  });

  it("launches an immutable version; launching the same again makes no second one", async () => {
    const flow = await create(waiting());
    const first = await publish(flow.id, 1);
    expect(first).toMatchObject({ version: 1, status: "live" });
    expect(await publish(flow.id, 1)).toMatchObject({ version: 1, versionId: first.versionId });
    await saveDraft(
      { actor, params: { id: flow.id }, body: { revision: 1, document: waiting(2) } },
      shop.clock,
    );
    const shown = await getFlow({ actor, params: { id: flow.id } });
    expect(shown).toMatchObject({ revision: 2, live: { number: 1, document: waiting() } });
    expect(await publish(flow.id, 2)).toMatchObject({ version: 2, status: "live" });
    expect(await auditOf(flow.id)).toEqual(["flow.created", "flow.published", "flow.published"]);
  });

  it("people who launch the same draft at the same moment make one version", async () => {
    const flow = await create(waiting());
    const launched = await Promise.all([1, 1, 1, 1].map((revision) => publish(flow.id, revision)));
    expect(launched.map(({ version }) => version)).toEqual([1, 1, 1, 1]);
  });

  it("a launch from a revision that is not the newest is refused", async () => {
    const flow = await create(waiting());
    await saveDraft(
      { actor, params: { id: flow.id }, body: { revision: 1, document: waiting(2) } },
      shop.clock,
    );
    expect((await refusal(publish(flow.id, 1))).code).toBe("revision_conflict");
  });

  it("a change to a live flow is for new entrants only, and says how many stand where before it happens", async () => {
    const flow = await create(waiting());
    await publish(flow.id, 1);
    await shop.abandon(await shop.customers(3));
    await shop.drain();
    const changed = drawFlow({
      trigger: { ...CART_TRIGGER, to: { next: "other" } },
      other: {
        type: "wait",
        config: { mode: "duration", duration: { value: 2, unit: "hours" } },
        to: { next: "end" },
      },
      end: { type: "exit", config: { as: "completed", reason: "" } },
    });
    await saveDraft({ actor, params: { id: flow.id }, body: { revision: 1, document: changed } }, shop.clock);
    expect(await flowChanges({ actor, params: { id: flow.id } })).toEqual({
      inside: 3,
      versions: [{ number: 1, inside: 3 }],
      connections: 2,
      settings: [],
      steps: [
        { kind: "added", stepId: "other", name: "Wait 2 hours", category: "wait", inside: 0 },
        { kind: "deleted", stepId: "wait", name: "Wait 1 day", category: "wait", inside: 3 },
      ],
      same: false,
    });
    await publish(flow.id, 2);
    await shop.abandon(await shop.customers(1));
    await shop.drain();
    await shop.pass(2 * 3_600_000);
    expect((await shop.runs()).map(({ status }) => status).sort()).toEqual([
      "active",
      "active",
      "active",
      "completed",
    ]);
    await shop.pass(22 * 3_600_000);
    expect((await shop.runs()).every(({ status }) => status === "completed")).toBe(true);
  });
});

describe("a launch that moves everybody inside", () => {
  const without = () =>
    drawFlow({
      trigger: { ...CART_TRIGGER, to: { next: "other" } },
      other: {
        type: "wait",
        config: { mode: "duration", duration: { value: 2, unit: "hours" } },
        to: { next: "end" },
      },
      end: { type: "exit", config: { as: "completed", reason: "" } },
    });

  async function inside(): Promise<string> {
    const flow = await create(waiting());
    await publish(flow.id, 1);
    await shop.abandon(await shop.customers(3));
    await shop.drain();
    await saveDraft(
      { actor, params: { id: flow.id }, body: { revision: 1, document: without() } },
      shop.clock,
    );
    return flow.id;
  }
  const moving = (id: string, steps: MovePlan) =>
    publishFlow(
      { actor, params: { id }, body: { revision: 2, inside: { mode: "move", steps } } },
      shop.clock,
    );

  it("is refused while nobody has said where those at a deleted step go, or they are sent nowhere; nothing is launched", async () => {
    const id = await inside();
    expect(await refusal(moving(id, {}))).toMatchObject({
      code: "invalid_input",
      issues: [{ path: "inside.steps.wait" }],
    });
    for (const stepId of ["gone", "trigger"])
      expect(await refusal(moving(id, { wait: { kind: "to", stepId } }))).toMatchObject({
        issues: [{ path: "inside.steps.wait.stepId" }],
      });
    expect((await getFlow({ actor, params: { id } })).live?.number).toBe(1);
  });

  it("says how many, leaves the work to a job, and what is left of it is carried on when the job's worker dies", async () => {
    const id = await inside();
    const launched = await moving(id, { wait: { kind: "to", stepId: "other" } });
    expect(launched).toMatchObject({ version: 2, moving: 3 });
    const jobs = async () =>
      (
        await database.pool.query(
          `SELECT j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
           WHERE t.identifier = 'move_runs' AND j.payload ->> 'versionId' = $1`,
          [launched.versionId],
        )
      ).rows.map(({ payload }) => payload);
    expect(await jobs()).toEqual([{ versionId: launched.versionId }]);
    await database.pool.query(`DELETE FROM graphile_worker._private_jobs`);
    shop.now += 61_000;
    const worker = { pool: database.pool, clock: shop.clock };
    expect(await sweepMoves(worker)).toBe(1);
    await moveRunsOn((await jobs())[0], worker);
    expect(await sweepMoves(worker)).toBe(0);
    expect((await shop.runs()).map(({ step_id }) => step_id)).toEqual(Array(3).fill("other"));
    expect(await flowChanges({ actor, params: { id } })).toMatchObject({
      versions: [{ number: 2, inside: 3 }],
      same: true,
    });
  });

  it("counts those of older versions at what the draft changes for them", async () => {
    const id = await inside();
    await publish(id, 2);
    expect(await flowChanges({ actor, params: { id } })).toMatchObject({
      versions: [{ number: 1, inside: 3 }],
      steps: [{ kind: "deleted", stepId: "wait", name: "Wait 1 day", inside: 3 }],
      same: true,
    });
    const again = await moving(id, { wait: { kind: "exit" } });
    expect(again).toMatchObject({ version: 2, moving: 3 });
  });

  it("without any change, those on earlier versions are moved to the live one, also while it is paused, and one can see how far it is", async () => {
    const id = await inside();
    const params = { id };
    const progress = async () => (await getMove({ actor, params })).move;
    await publish(id, 2);
    expect(await getFlow({ actor, params })).toMatchObject({ inside: 3, earlier: 3 });
    expect(await progress()).toBeNull();
    await pauseFlow({ actor, params }, shop.clock);
    const launched = await moving(id, { wait: { kind: "to", stepId: "other" } });
    expect(launched).toMatchObject({ version: 2, status: "paused", moving: 3 });
    expect(await progress()).toMatchObject({ version: 2, total: 3, moved: 0, finishedAt: null });
    await moveRunsOn({ versionId: launched.versionId }, { pool: database.pool, clock: shop.clock });
    expect(await progress()).toEqual({
      version: 2,
      total: 3,
      moved: 3,
      ended: 0,
      kept: 0,
      startedAt: shop.clock().toISOString(),
      finishedAt: shop.clock().toISOString(),
    });
    expect(await getFlow({ actor, params })).toMatchObject({ inside: 3, earlier: 0, live: { number: 2 } });
    expect(await auditOf(id)).toContain("flow.moved");
  });
});

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
