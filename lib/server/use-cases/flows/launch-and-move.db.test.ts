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
import { flowChanges } from "./flow-changes";
import { getFlow } from "./get-flow";
import { getMove } from "./get-move";
import { pauseFlow } from "./pause-flow";
import { publishFlow } from "./publish-flow";
import { saveDraft } from "./save-draft";

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
