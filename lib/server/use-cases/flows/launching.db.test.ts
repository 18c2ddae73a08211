import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { CART_TRIGGER, flowCalls, waiting } from "@/lib/testing/flow-calls";
import { makeActor } from "@/lib/testing/make-actor";
import { refusal } from "@/lib/testing/refusal";
import { flowChanges } from "./flow-changes";
import { getFlow } from "./get-flow";
import { saveDraft } from "./save-draft";
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
