import { v7 as uuid } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import type { DomainError } from "@/lib/domain/errors";
import { type EventDefinitionInput, propertiesOfRole } from "@/lib/domain/event/definition";
import { type Actor, systemActor } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { env } from "@/lib/server/env";
import { ingestEvents } from "@/lib/server/use-cases/events/ingest-events";
import { testDatabase } from "@/lib/testing/database";
import { checkEventDefinition } from "./check-event-definition";
import { createEventDefinition } from "./create-event-definition";
import { deleteEventDefinition } from "./delete-event-definition";
import { getEventDefinition } from "./get-event-definition";
import { listEventDefinitions } from "./list-event-definitions";
import { updateEventDefinition } from "./update-event-definition";

beforeAll(async () => {
  await testDatabase();
});

async function shop(): Promise<Actor> {
  const id = uuid();
  await pool().query(
    "INSERT INTO workspace (id, name, currency, signing_secret) VALUES ($1, 'Shop', 'SAR', 'x')",
    [id],
  );
  return systemActor(id, ["read", "events:ingest", "event-definitions:write"]);
}

const input = (name: string, more: Partial<EventDefinitionInput> = {}): EventDefinitionInput => ({
  name,
  title: "",
  description: "",
  role: null,
  properties: [],
  ...more,
});
const refusal = async (work: Promise<unknown>): Promise<DomainError> =>
  await work.then(
    () => expect.fail("was accepted"),
    (error) => error,
  );
const send = (actor: Actor, name: string, properties: object) =>
  ingestEvents({
    actor,
    body: { name, customer: { externalId: "c1" }, properties },
    request: new Request("http://shop.test/"),
  });

describe("defining an event", () => {
  it("S0-9: names are unique in a workspace, and a second one is told which field is wrong", async () => {
    const actor = await shop();
    await createEventDefinition({ actor, body: input("cart_abandoned") });
    expect(await refusal(createEventDefinition({ actor, body: input("cart_abandoned") }))).toMatchObject({
      code: "conflict",
      issues: [{ path: "name", message: 'There is already an event named "cart_abandoned".' }],
    });
    await createEventDefinition({ actor: await shop(), body: input("cart_abandoned") });
  });

  it("S4-5: yields an id, and S0-10: the code that sends this very event to this very address", async () => {
    const actor = await shop();
    const { id, title } = await createEventDefinition({
      actor,
      body: input("itemAddedToCart", { role: "cart", properties: propertiesOfRole("cart") }),
    });
    expect(title).toBe("Item added to cart");
    const detail = await getEventDefinition({ actor, params: { id } });
    expect(detail.example).toMatchObject({ currency: "SAR", items: [{ sku: expect.any(String) }, {}] });
    expect(detail.trackingCode.map((code) => code.id)).toEqual(["browser", "node", "python", "php", "curl"]);
    for (const { id: language, code } of detail.trackingCode) {
      expect(code).toContain("itemAddedToCart");
      if (language !== "browser") expect(code).toContain(`${env().APP_URL}/api/v1/events`);
    }
    expect((await send(actor, "itemAddedToCart", detail.example)).accepted).toBe(1);
  });

  it("refuses properties that do not suit the role", async () => {
    const actor = await shop();
    expect(
      await refusal(createEventDefinition({ actor, body: input("bought", { role: "order" }) })),
    ).toMatchObject({
      code: "invalid_input",
      issues: [{ fix: 'Add "total" as money.' }, { fix: 'Add "currency" as string.' }],
    });
  });

  it("takes the permission to do so", async () => {
    const viewer = systemActor((await shop()).workspaceId, ["read"]);
    expect(await refusal(createEventDefinition({ actor: viewer, body: input("x") }))).toMatchObject({
      code: "forbidden",
    });
  });
});

describe("changing one", () => {
  it("holds for the next event, and keeps what was not sent", async () => {
    const actor = await shop();
    const { id } = await createEventDefinition({ actor, body: input("seen", { title: "Seen" }) });
    await refusal(send(actor, "seen", { page: "/" }));
    const changed = await updateEventDefinition({
      actor,
      params: { id },
      body: { properties: [{ name: "page", type: "string", required: true }] },
    });
    expect(changed).toMatchObject({ title: "Seen", archived: false });
    expect((await send(actor, "seen", { page: "/" })).accepted).toBe(1);
    expect(
      await refusal(updateEventDefinition({ actor, params: { id }, body: { role: "order" } })),
    ).toMatchObject({ code: "invalid_input" });
  });

  it("can be tried on the latest events before", async () => {
    const actor = await shop();
    const properties = [{ name: "page", type: "string" as const, required: false }];
    const { id } = await createEventDefinition({ actor, body: input("seen", { properties }) });
    for (const page of ["/", "/cart", null]) await send(actor, "seen", { page });
    const tried = await checkEventDefinition({
      actor,
      params: { id },
      body: { properties: [{ name: "page", type: "string", required: true }] },
    });
    expect(tried).toEqual({
      tried: 3,
      refused: 1,
      reasons: [{ path: "page", message: '"page" is required.', count: 1 }],
    });
  });
});

describe("retiring one", () => {
  it("deletes what was never used", async () => {
    const actor = await shop();
    const { id } = await createEventDefinition({ actor, body: input("mistake") });
    expect((await deleteEventDefinition({ actor, params: { id } })).outcome).toBe("deleted");
    expect(await refusal(getEventDefinition({ actor, params: { id } }))).toMatchObject({ code: "not_found" });
    await createEventDefinition({ actor, body: input("mistake") });
  });

  it("archives what flows name, whose events keep coming, and says which flows", async () => {
    const actor = await shop();
    const { id } = await createEventDefinition({ actor, body: input("used") });
    const document = {
      steps: [{ id: "t", type: "event-trigger", config: { eventName: "used" } }],
      settings: { goal: null },
    };
    await pool().query("INSERT INTO flow (id, workspace_id, name, draft) VALUES ($1, $2, 'Win back', $3)", [
      uuid(),
      actor.workspaceId,
      JSON.stringify(document),
    ]);
    expect((await getEventDefinition({ actor, params: { id } })).usage.flows).toMatchObject([
      { name: "Win back", status: "draft" },
    ]);
    expect(await deleteEventDefinition({ actor, params: { id } })).toEqual({
      outcome: "archived",
      reason: 'Used in "Win back".',
    });
    expect((await send(actor, "used", {})).accepted).toBe(1);
    expect((await listEventDefinitions({ actor, query: { limit: 10, archived: false } })).data).toEqual([]);
    expect((await listEventDefinitions({ actor, query: { limit: 10, archived: true } })).data).toMatchObject([
      { name: "used", recentCount: 1 },
    ]);
    expect(await refusal(createEventDefinition({ actor, body: input("used") }))).toMatchObject({
      issues: [{ fix: expect.stringContaining("Bring the archived one back") }],
    });
    await updateEventDefinition({ actor, params: { id }, body: { archived: false } });
    expect((await listEventDefinitions({ actor, query: { limit: 10, archived: false } })).data).toHaveLength(
      1,
    );
  });

  it("archives what events came for", async () => {
    const actor = await shop();
    const { id } = await createEventDefinition({ actor, body: input("sent") });
    await send(actor, "sent", {});
    expect((await deleteEventDefinition({ actor, params: { id } })).outcome).toBe("archived");
  });
});

it("writes down who defined, changed and retired what", async () => {
  const actor = await shop();
  const { id } = await createEventDefinition({ actor, body: input("seen") });
  await updateEventDefinition({ actor, params: { id }, body: { title: "Seen by somebody" } });
  await updateEventDefinition({ actor, params: { id }, body: { archived: true } });
  await updateEventDefinition({ actor, params: { id }, body: { archived: false } });
  await deleteEventDefinition({ actor, params: { id } });
  const { rows } = await pool().query("SELECT action FROM audit_entry WHERE object_id = $1 ORDER BY id", [
    id,
  ]);
  expect(rows.map(({ action }) => action.split(".")[1])).toEqual([
    "created",
    "changed",
    "archived",
    "restored",
    "deleted",
  ]);
});

it("lists by name, page by page, and finds by a part of name or title", async () => {
  const actor = await shop();
  for (const name of ["b_two", "a_one", "c_three", "d_four", "e_five"])
    await createEventDefinition({ actor, body: input(name) });
  const first = await listEventDefinitions({ actor, query: { limit: 3, archived: false } });
  const second = await listEventDefinitions({
    actor,
    query: { limit: 3, archived: false, cursor: first.nextCursor ?? undefined },
  });
  expect([...first.data, ...second.data].map(({ name }) => name)).toEqual([
    "a_one",
    "b_two",
    "c_three",
    "d_four",
    "e_five",
  ]);
  expect(second.nextCursor).toBeNull();
  expect(
    (await listEventDefinitions({ actor, query: { limit: 3, archived: false, search: "D FOUR" } })).data.map(
      ({ name }) => name,
    ),
  ).toEqual(["d_four"]);
});

it("another workspace's definition is not there", async () => {
  const { id } = await createEventDefinition({ actor: await shop(), body: input("theirs") });
  const params = { id };
  const actor = await shop();
  for (const attempt of [
    () => getEventDefinition({ actor, params }),
    () => updateEventDefinition({ actor, params, body: { title: "Mine" } }),
    () => deleteEventDefinition({ actor, params }),
    () => checkEventDefinition({ actor, params, body: { properties: [] } }),
  ]) {
    expect(await refusal(attempt())).toMatchObject({ code: "not_found" });
  }
});
