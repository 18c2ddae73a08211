import { v7 as uuid } from "uuid";
import { beforeAll, beforeEach, expect, it } from "vitest";
import type { DomainError } from "@/lib/domain/errors";
import type { PropertyDefinition } from "@/lib/domain/event/definition";
import { type Actor, systemActor } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { createEventDefinition } from "@/lib/server/use-cases/event-definitions/create-event-definition";
import { updateEventDefinition } from "@/lib/server/use-cases/event-definitions/update-event-definition";
import { ingestEvents } from "@/lib/server/use-cases/events/ingest-events";
import { testDatabase } from "@/lib/testing/database";
import { discardQuarantine } from "./discard-quarantine";
import { listQuarantine } from "./list-quarantine";
import { replayQuarantine } from "./replay-quarantine";
import { suggestDefinition } from "./suggest-definition";

let actor: Actor;
const NAME = "cart_abandoned";

beforeAll(async () => {
  await testDatabase();
});

beforeEach(async () => {
  const id = uuid();
  await pool().query("INSERT INTO workspace (id, name, signing_secret) VALUES ($1, 'Shop', 'x')", [id]);
  actor = systemActor(id, ["read", "events:ingest", "event-definitions:write"]);
});

const send = (events: object[]) =>
  ingestEvents({ actor, body: { events }, request: new Request("http://shop.test/") });
const event = (messageId: string, properties: object, more: object = {}) => ({
  messageId,
  name: NAME,
  customer: { externalId: "c1" },
  properties,
  ...more,
});
const define = (properties: PropertyDefinition[]) =>
  createEventDefinition({ actor, body: { name: NAME, title: "", description: "", role: null, properties } });
const refusal = async (work: Promise<unknown>): Promise<DomainError> =>
  await work.then(
    () => expect.fail("was accepted"),
    (error) => error,
  );
const logged = async () =>
  (
    await pool().query(
      "SELECT message_id, occurred_at FROM event WHERE workspace_id = $1 AND name = $2 ORDER BY id",
      [actor.workspaceId, NAME],
    )
  ).rows;

it("S0-12: lists what is seen but undefined, by name, with a count and a sample", async () => {
  await send([event("m1", { total: 1 }), event("m2", { total: 2 }), { ...event("m3", {}), name: "other" }]);
  expect((await listQuarantine({ actor })).data).toMatchObject([
    { name: "other", count: 1, definitionId: null },
    {
      name: NAME,
      count: 2,
      misfits: 0,
      definitionId: null,
      sample: { messageId: "m2", properties: { total: 2 } },
    },
  ]);
});

it("guesses the definition they were sent for", async () => {
  await send([
    event("m1", { total: 100, currency: "EUR" }),
    event("m2", { total: 200, currency: "EUR", note: "x" }),
  ]);
  expect(await suggestDefinition({ actor, query: { name: NAME } })).toEqual({
    name: NAME,
    samples: 2,
    role: null,
    left: [],
    properties: [
      { name: "total", type: "money", required: true },
      { name: "currency", type: "string", required: true },
      { name: "note", type: "string", required: false },
    ],
  });
  expect(await refusal(suggestDefinition({ actor, query: { name: "never sent" } }))).toMatchObject({
    code: "not_found",
  });
});

it("S0-12: replays into the log what fits, once, in order, as of when it happened; the rest stays with what is wrong", async () => {
  const occurredAt = new Date(Date.now() - 3_600_000).toISOString();
  await send([
    event("m1", { total: 1 }, { occurredAt }),
    event("m2", { total: "2" }),
    event("m3", { total: 3 }),
  ]);
  expect(await refusal(replayQuarantine({ actor, body: { name: NAME } }))).toMatchObject({
    code: "conflict",
  });
  const { id } = await define([{ name: "total", type: "money", required: true }]);

  const first = await replayQuarantine({ actor, body: { name: NAME } });
  expect(first).toMatchObject({
    replayed: 2,
    duplicate: 0,
    misfits: 1,
    nextCursor: null,
    errors: [{ path: "properties.total" }],
  });
  expect(await logged()).toMatchObject([
    { message_id: "m1", occurred_at: new Date(occurredAt) },
    { message_id: "m3" },
  ]);
  expect((await listQuarantine({ actor })).data).toMatchObject([
    { name: NAME, count: 1, misfits: 1, definitionId: id, errors: [{ path: "properties.total" }] },
  ]);

  expect(await replayQuarantine({ actor, body: { name: NAME } })).toMatchObject({ replayed: 0, misfits: 1 });
  await updateEventDefinition({
    actor,
    params: { id },
    body: { properties: [{ name: "total", type: "string", required: true }] },
  });
  expect(await replayQuarantine({ actor, body: { name: NAME } })).toMatchObject({ replayed: 1, misfits: 0 });
  expect(await logged()).toHaveLength(3);
  expect((await listQuarantine({ actor })).data).toEqual([]);
});

it("replays each event once, also when two people press the button at once, and when it was sent again meanwhile", async () => {
  const ids = Array.from({ length: 1200 }, (_, index) => `m${index}`);
  await send(ids.slice(0, 600).map((id) => event(id, {})));
  await send(ids.slice(600).map((id) => event(id, {})));
  await define([]);
  await send([event("m7", {})]);
  const answers = await Promise.all([1, 2, 3].map(() => replayQuarantine({ actor, body: { name: NAME } })));
  expect(answers.reduce((sum, { replayed }) => sum + replayed, 0)).toBe(1199);
  expect((await logged()).map(({ message_id }) => message_id).toSorted()).toEqual(ids.toSorted());
  expect((await listQuarantine({ actor })).data).toEqual([]);
});

it("discards only what is kept aside under that name, and takes the permission", async () => {
  await send([event("m1", {}), { ...event("m2", {}), name: "other" }]);
  const viewer = systemActor(actor.workspaceId, ["read"]);
  expect(await refusal(discardQuarantine({ actor: viewer, body: { name: NAME } }))).toMatchObject({
    code: "forbidden",
  });
  expect(await refusal(replayQuarantine({ actor: viewer, body: { name: NAME } }))).toMatchObject({
    code: "forbidden",
  });
  expect(await discardQuarantine({ actor, body: { name: NAME } })).toEqual({ discarded: 1 });
  expect((await listQuarantine({ actor })).data.map(({ name }) => name)).toEqual(["other"]);
  const { rows } = await pool().query("SELECT action, detail FROM audit_entry WHERE workspace_id = $1", [
    actor.workspaceId,
  ]);
  expect(rows).toEqual([{ action: "quarantine.discarded", detail: { name: NAME, count: 1 } }]);
});

it("goes on where the last call stopped", async () => {
  for (let start = 0; start < 5_200; start += 1_000) {
    await send(
      Array.from({ length: Math.min(1_000, 5_200 - start) }, (_, index) => event(`m${start + index}`, {})),
    );
  }
  await define([]);
  const first = await replayQuarantine({ actor, body: { name: NAME } });
  expect(first).toMatchObject({ replayed: 5_000, nextCursor: expect.any(String) });
  const second = await replayQuarantine({
    actor,
    body: { name: NAME, cursor: first.nextCursor ?? undefined },
  });
  expect(second).toMatchObject({ replayed: 200, nextCursor: null });
});
