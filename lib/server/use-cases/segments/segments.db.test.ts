import type pg from "pg";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PERMISSIONS } from "@/lib/domain/access/permissions";
import type { SegmentRule } from "@/lib/domain/segment/rule";
import { type Actor, systemActor } from "@/lib/server/auth/actor";
import { buildSegment } from "@/lib/server/jobs/build-segment";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { refusal } from "@/lib/testing/refusal";
import { edgesOf, membersOf } from "@/lib/testing/segment-fixture";
import { changeMembers } from "./change-members";
import { countSegment } from "./count-segment";
import { createSegment } from "./create-segment";
import { deleteSegment } from "./delete-segment";
import { getSegment } from "./get-segment";
import { listMembers } from "./list-members";
import { listSegments } from "./list-segments";
import { updateSegment } from "./update-segment";

let pool: pg.Pool;
let shop: EngineFixture;
let actor: Actor;
beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await new EngineFixture(pool).open();
  actor = systemActor(shop.workspaceId, PERMISSIONS);
});

const ABANDONED: SegmentRule = {
  match: "all",
  filters: [{ event: "itemAddedToCart", metric: "occurred", comparison: "more_than", value: 0 }],
};
const NOBODY: SegmentRule = {
  match: "all",
  filters: [{ field: "customer.orderCount", operator: "less", value: 0 }],
};

async function make(name: string, rule: SegmentRule | null = ABANDONED): Promise<string> {
  const body = { name, description: "", type: rule ? ("auto" as const) : ("static" as const) };
  const { id } = await createSegment(
    { actor, body: { ...body, rule: rule ?? { match: "all", filters: [] } } },
    shop.clock,
  );
  await buildSegment({ segmentId: id }, { pool, clock: shop.clock });
  return id;
}

describe("S0-13: segments", () => {
  it("S1-4: are made with those who fit, listed, counted, changed and deleted", async () => {
    const people = await shop.customers(100);
    await shop.abandon(people.slice(0, 70));
    await shop.drain();
    const id = await make("Left a cart");
    expect(await getSegment({ actor, params: { id } })).toMatchObject({
      members: 70,
      built: 1,
      type: "auto",
      flows: [],
    });
    expect(
      (await listSegments({ actor, query: { limit: 10, search: "CART" } })).data.map((one) => one.id),
    ).toEqual([id]);
    expect(await countSegment({ actor, body: { rule: ABANDONED } }, shop.clock)).toEqual({
      count: 70,
      of: 100,
      exact: true,
    });

    await updateSegment({ actor, params: { id }, body: { rule: NOBODY } }, shop.clock);
    expect(await getSegment({ actor, params: { id } })).toMatchObject({ built: 0 });
    await buildSegment({ segmentId: id }, { pool, clock: shop.clock });
    expect(await getSegment({ actor, params: { id } })).toMatchObject({ members: 0, built: 1 });
    expect(await edgesOf(shop, people[0]!)).toEqual([]);

    await deleteSegment({ actor, params: { id } }, shop.clock);
    expect(await refusal(getSegment({ actor, params: { id } }))).toMatchObject({ code: "not_found" });
  });

  it("page through all members once", async () => {
    const people = await shop.customers(130);
    await shop.abandon(people);
    await shop.drain();
    const id = await make("Left a cart");
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listMembers({ actor, params: { id }, query: { limit: 40, cursor } });
      seen.push(...page.data.map((member) => member.id));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(seen.toSorted()).toEqual(people.toSorted());
    expect(seen).toHaveLength(130);
  });

  it("a changed rule keeps those who fit both, and says so only by its members", async () => {
    const [ada, bo] = (await shop.customers(2)) as [string, string];
    await shop.abandon([ada, bo]);
    await shop.abandon([bo]);
    await shop.drain();
    const id = await make("Left a cart");
    const before = await pool.query(`SELECT entered_at FROM segment_member WHERE customer_id = $1`, [bo]);
    shop.now += 1000;
    const twice = structuredClone(ABANDONED);
    Object.assign(twice.filters[0]!, { value: 1 });
    await updateSegment({ actor, params: { id }, body: { rule: twice } }, shop.clock);
    await buildSegment({ segmentId: id }, { pool, clock: shop.clock });
    expect(await membersOf(shop, id)).toEqual([bo]);
    const after = await pool.query(`SELECT entered_at FROM segment_member WHERE customer_id = $1`, [bo]);
    expect(after.rows).toEqual(before.rows);
    expect(await edgesOf(shop, ada)).toEqual([]);
  });

  it("a name stands for one segment", async () => {
    const id = await make("One");
    await make("Two");
    const again = createSegment(
      { actor, body: { name: "Two", description: "", type: "auto", rule: ABANDONED } },
      shop.clock,
    );
    expect(await refusal(again)).toMatchObject({ code: "conflict", paths: ["name"] });
    const renamed = updateSegment({ actor, params: { id }, body: { name: "Two" } }, shop.clock);
    expect(await refusal(renamed)).toMatchObject({ code: "conflict", paths: ["name"] });
  });

  it("one that a flow names stays", async () => {
    const id = await make("Left a cart");
    await shop.live(
      drawFlow({
        trigger: {
          type: "event-trigger",
          config: { eventName: "customer.segment.left", segmentId: id },
          to: { next: "end" },
        },
        end: { type: "exit" },
      }),
    );
    expect(await refusal(deleteSegment({ actor, params: { id } }, shop.clock))).toMatchObject({
      code: "conflict",
    });
    expect((await getSegment({ actor, params: { id } })).flows).toMatchObject([
      { name: "Flow", status: "live" },
    ]);
  });
});

it("one that a validation rule or a draft of a distribution names stays, and the refusal names them", async () => {
  const segment = await make("Left a cart");
  const bound = (text: string) => ({ name: "customer.segment", conditions: { $is: [text] } });
  for (const [name, text] of [
    ["Plain", segment],
    ["Public", `seg_${segment.replaceAll("-", "")}`],
    ["Other", "seg_other"],
  ] as const)
    await pool.query(
      `INSERT INTO validation_rule (id, workspace_id, name, rules, created_at, updated_at) VALUES (gen_random_uuid(), $1, $2, $3, now(), now())`,
      [shop.workspaceId, name, JSON.stringify({ conditions: { "1": bound(text) }, logic: "1" })],
    );
  await pool.query(
    `INSERT INTO distribution (id, workspace_id, name, setup, created_at, updated_at) VALUES (gen_random_uuid(), $1, 'Win back', $2, now(), now())`,
    [shop.workspaceId, JSON.stringify({ audience: { kind: "segment", segmentId: segment } })],
  );
  const removing = () => deleteSegment({ actor, params: { id: segment } }, shop.clock);
  expect(await refusal(removing())).toMatchObject({
    code: "conflict",
    message:
      'Still in use: the validation rule "Plain", the validation rule "Public", and the distribution "Win back". Choose another segment there first.',
  });
  await pool.query(`DELETE FROM distribution WHERE workspace_id = $1`, [shop.workspaceId]);
  await pool.query(`DELETE FROM validation_rule WHERE workspace_id = $1 AND name <> 'Other'`, [
    shop.workspaceId,
  ]);
  await removing();
});

describe("static ones", () => {
  it("take and let go whom they are told, and tell the log once of each", async () => {
    const [ada, bo] = (await shop.customers(2)) as [string, string];
    const id = await make("VIPs", null);
    const change = (add: string[], remove: string[] = []) =>
      changeMembers({ actor, params: { id }, body: { add, remove } }, shop.clock);
    expect(await change([ada, bo, ada])).toEqual({ added: 2, removed: 0 });
    expect(await change([ada], [bo])).toEqual({ added: 0, removed: 1 });
    expect(await membersOf(shop, id)).toEqual([ada]);
    expect([await edgesOf(shop, ada), await edgesOf(shop, bo)]).toEqual([["entered"], ["entered", "left"]]);
  });

  it("take nobody of another workspace", async () => {
    const other = await new EngineFixture(pool).open();
    const [stranger] = (await other.customers(1)) as [string];
    const id = await make("VIPs", null);
    const answer = await changeMembers(
      { actor, params: { id }, body: { add: [stranger], remove: [] } },
      shop.clock,
    );
    expect(answer).toEqual({ added: 0, removed: 0 });
  });

  it("have no rule, and those with a rule take nobody by hand", async () => {
    const id = await make("Left a cart");
    const byHand = changeMembers({ actor, params: { id }, body: { add: [], remove: [] } }, shop.clock);
    expect(await refusal(byHand)).toMatchObject({ code: "conflict" });
    const body = { name: "Both", description: "", type: "static" as const, rule: ABANDONED };
    expect(await refusal(createSegment({ actor, body }, shop.clock))).toMatchObject({
      paths: ["rule"],
    });
  });
});
