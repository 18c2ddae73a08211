import { v7 as uuid } from "uuid";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { flowDocument } from "@/lib/domain/flow/document";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { flowCalls, waiting } from "@/lib/testing/flow-calls";
import { makeActor } from "@/lib/testing/make-actor";
import { refusal } from "@/lib/testing/refusal";
import { createFlow } from "./create-flow";
import { deleteFlow } from "./delete-flow";
import { duplicateFlow } from "./duplicate-flow";
import { exportFlow } from "./export-flow";
import { flowChanges } from "./flow-changes";
import { flowReferences } from "./flow-references";
import { getFlow } from "./get-flow";
import { importFlow } from "./import-flow";
import { listFlows } from "./list-flows";
import { listRevisions } from "./list-revisions";
import { pauseFlow } from "./pause-flow";
import { publishFlow } from "./publish-flow";
import { restoreRevision } from "./restore-revision";
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

describe("drafts", () => {
  it("S4-7: a flow starts from scratch, empty, and a half-filled draft is saved", async () => {
    const flow = await create();
    expect(flow).toMatchObject({ status: "draft", revision: 1, live: null, document: { steps: [] } });
    const half = drawFlow({ t: { type: "event-trigger", config: { eventName: "" } } });
    const saved = await saveDraft(
      { actor, params: { id: flow.id }, body: { revision: 1, document: half } },
      shop.clock,
    );
    expect(saved.revision).toBe(2);
    expect((await getFlow({ actor, params: { id: flow.id } })).document.steps[0]?.config).toEqual({
      eventName: "",
    });
  });

  it("a save from an old revision is refused with who saved the newest, and changes nothing", async () => {
    const flow = await create(waiting());
    await saveDraft(
      { actor, params: { id: flow.id }, body: { revision: 1, document: waiting(2) } },
      shop.clock,
    );
    const error = await refusal(
      saveDraft({ actor, params: { id: flow.id }, body: { revision: 1, document: waiting(9) } }, shop.clock),
    );
    expect(error).toMatchObject({ code: "revision_conflict", extra: { revision: 2 } });
    expect((await getFlow({ actor, params: { id: flow.id } })).document).toEqual(waiting(2));
  });

  it("of two saves from one revision at the same moment exactly one wins", async () => {
    const flow = await create(waiting());
    const tries = [1, 2, 3, 4, 5].map((days) =>
      saveDraft(
        { actor, params: { id: flow.id }, body: { revision: 1, document: waiting(days) } },
        shop.clock,
      ),
    );
    const settled = await Promise.allSettled(tries);
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await getFlow({ actor, params: { id: flow.id } })).revision).toBe(2);
  });

  it("keeps the last 50 revisions, says what each changed, and restores one as the newest", async () => {
    const flow = await create(waiting());
    for (let revision = 1; revision <= 55; revision++) {
      shop.now += 60_000;
      const document = waiting(revision + 1);
      await saveDraft({ actor, params: { id: flow.id }, body: { revision, document } }, shop.clock);
    }
    const { data } = await listRevisions({ actor, params: { id: flow.id } });
    expect(data).toHaveLength(50);
    expect(data[0]).toMatchObject({ revision: 56, change: "1 step changed" });
    expect(data.at(-1)).toMatchObject({ revision: 7 });
    const restored = await restoreRevision(
      { actor, params: { id: flow.id, revision: 10 }, body: { revision: 56 } },
      shop.clock,
    );
    expect(restored).toMatchObject({ revision: 57, document: waiting(10) });
    expect((await getFlow({ actor, params: { id: flow.id } })).document).toEqual(waiting(10));
  });

  it("saves within a minute by one person stand as one revision", async () => {
    const flow = await create(waiting());
    for (let revision = 1; revision <= 5; revision++) {
      shop.now += 1000;
      const document = waiting(revision + 1);
      await saveDraft({ actor, params: { id: flow.id }, body: { revision, document } }, shop.clock);
    }
    const { data } = await listRevisions({ actor, params: { id: flow.id } });
    expect(data.map(({ revision }) => revision)).toEqual([6, 1]);
  });

  it("renames, copies, archives and deletes, and writes each down", async () => {
    const flow = await create(waiting());
    const params = { id: flow.id };
    await updateFlow({ actor, params, body: { name: "Körbe zurückgewinnen" } }, shop.clock);
    const copy = await duplicateFlow({ actor, params, body: {} }, shop.clock);
    expect(copy).toMatchObject({
      name: "Körbe zurückgewinnen, copy",
      status: "draft",
      document: waiting(),
    });
    await updateFlow({ actor, params, body: { archived: true } }, shop.clock);
    const error = await refusal(
      saveDraft({ actor, params, body: { revision: 1, document: waiting(3) } }, shop.clock),
    );
    expect(error).toMatchObject({ code: "conflict", message: expect.stringContaining("archived") });
    await deleteFlow({ actor, params }, shop.clock);
    expect((await refusal(getFlow({ actor, params }))).code).toBe("not_found");
    expect(await auditOf(flow.id)).toEqual(["flow.created", "flow.renamed", "flow.archived", "flow.deleted"]);
  });

  it("an exported flow comes into another workspace with its own templates by name, and says what is missing", async () => {
    const templateId = await shop.template();
    await database.pool.query(`UPDATE template SET name = 'Cart offer' WHERE id = $1`, [templateId]);
    const starter = { id: "win-back" as const, parameters: { emailTemplateId: templateId } };
    const flow = await createFlow({ actor, body: { starter } }, shop.clock);
    const file = await exportFlow({ actor, params: { id: flow.id } });

    const other = await new EngineFixture(database.pool).open();
    const ownTemplate = await other.template();
    await database.pool.query(`UPDATE template SET name = 'Cart offer' WHERE id = $1`, [ownTemplate]);
    const stranger = makeActor(other.workspaceId);
    const campaignId = await shop.campaign();
    file.document.steps.find(({ id }) => id === "coupon")!.config.campaignId = campaignId;
    const imported = await importFlow({ actor: stranger, body: file }, shop.clock);
    const step = (id: string) => imported.flow.document.steps.find((candidate) => candidate.id === id);
    expect(step("email")?.config.templateId).toBe(ownTemplate);
    expect(step("coupon")?.config.campaignId).toBe("");
    expect(imported.notes).toEqual(["The campaign of a coupon is not here: choose another."]);
  });
});

describe("the list", () => {
  it("pages, searches and filters, and shows what each flow brought", async () => {
    const ids: string[] = [];
    for (const name of ["Alpha", "Beta", "Gamma"]) {
      shop.now += 1000;
      ids.push((await create(waiting(), name)).id);
    }
    await setGoal(
      {
        actor,
        params: { id: ids[1]! },
        body: {
          revision: 1,
          goal: {
            eventName: "PurchaseFinished",
            filter: { match: "all", conditions: [] },
            mode: "any",
          },
        },
      },
      shop.clock,
    );
    shop.now += 1000;
    await publish(ids[1]!, 2);
    const customers = await shop.customers(4);
    await shop.abandon(customers);
    await shop.drain();
    await shop.send("PurchaseFinished", [customers[0]!], { total: 4000, currency: "EUR" });
    await shop.drain();

    const first = await listFlows({ actor, query: { limit: 2 } });
    expect(first.data.map(({ name }) => name)).toEqual(["Beta", "Gamma"]);
    expect(first.data[0]).toMatchObject({
      status: "live",
      version: 1,
      entered: 4,
      converted: 1,
      revenue: 4000,
      currency: "EUR",
      trigger: "itemAddedToCart",
      steps: 3,
    });
    const second = await listFlows({ actor, query: { limit: 2, cursor: first.nextCursor! } });
    expect(second).toMatchObject({ data: [{ name: "Alpha" }], nextCursor: null });
    expect((await listFlows({ actor, query: { limit: 9, search: "amm" } })).data).toHaveLength(1);
    expect((await listFlows({ actor, query: { limit: 9, status: "live" } })).data).toHaveLength(1);
    await updateFlow({ actor, params: { id: ids[0]! }, body: { archived: true } }, shop.clock);
    expect((await listFlows({ actor, query: { limit: 9 } })).data).toHaveLength(2);
    expect((await listFlows({ actor, query: { limit: 9, status: "archived" } })).data).toHaveLength(1);
  });

  it("the references list what this workspace's steps can name, and only this one's", async () => {
    const templateId = await shop.template();
    const campaignId = await shop.campaign();
    await (await new EngineFixture(database.pool).open()).template();
    const references = await flowReferences({ actor });
    expect(references.events.map(({ name }) => name)).toEqual(["itemAddedToCart", "PurchaseFinished"]);
    expect(references.templates.map(({ id }) => id)).toEqual([templateId]);
    expect(references.campaigns).toEqual([
      expect.objectContaining({ id: campaignId, discount: "5% off", active: true }),
    ]);
  });
});

describe("who may", () => {
  it("a flow of another workspace is not there, for any verb", async () => {
    const flow = await create(waiting());
    const other = await new EngineFixture(database.pool).open();
    const stranger = { actor: makeActor(other.workspaceId), params: { id: flow.id } };
    const goal = null;
    const document = flowDocument.parse({});
    const calls = [
      () => getFlow(stranger),
      () => updateFlow({ ...stranger, body: { name: "Mine" } }),
      () => deleteFlow(stranger),
      () => saveDraft({ ...stranger, body: { revision: 1, document } }),
      () => duplicateFlow({ ...stranger, body: {} }),
      () => exportFlow(stranger),
      () => listRevisions(stranger),
      () => restoreRevision({ ...stranger, params: { id: flow.id, revision: 1 }, body: { revision: 1 } }),
      () => validateFlow(stranger),
      () => flowChanges(stranger),
      () => publishFlow({ ...stranger, body: { revision: 1 } }),
      () => pauseFlow(stranger),
      () => resumeFlow(stranger),
      () => stopFlow(stranger),
      () => setGoal({ ...stranger, body: { revision: 1, goal } }),
    ];
    for (const call of calls) expect((await refusal(call())).code).toBe("not_found");
    expect((await refusal(getFlow({ actor, params: { id: uuid() } }))).code).toBe("not_found");
    expect(await getFlow({ actor, params: { id: flow.id } })).toMatchObject({ name: "Carts", revision: 1 });
    expect((await listFlows({ actor: stranger.actor, query: { limit: 9 } })).data).toEqual([]);
  });

  it("a viewer reads and validates, and changes nothing", async () => {
    const flow = await create(waiting());
    const params = { id: flow.id };
    const viewer = makeActor(shop.workspaceId, "viewer");
    expect(await getFlow({ actor: viewer, params })).toMatchObject({ name: "Carts" });
    expect(await validateFlow({ actor: viewer, params })).toMatchObject({ launchable: true });
    const calls = [
      () => createFlow({ actor: viewer, body: {} }),
      () => saveDraft({ actor: viewer, params, body: { revision: 1, document: waiting(2) } }),
      () => publishFlow({ actor: viewer, params, body: { revision: 1 } }),
      () => pauseFlow({ actor: viewer, params }),
      () => setGoal({ actor: viewer, params, body: { revision: 1, goal: null } }),
      () => deleteFlow({ actor: viewer, params }),
    ];
    for (const call of calls) expect((await refusal(call())).code).toBe("forbidden");
  });
});
