import { v7 as uuid } from "uuid";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { type Person, personInput } from "@/lib/domain/customer/identity";
import { type Actor, systemActor } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { testDatabase } from "@/lib/testing/database";
import { identifyCustomer } from "./identify-customer";

let actor: Actor;

beforeAll(async () => {
  await testDatabase();
});

beforeEach(async () => {
  const id = uuid();
  await pool().query("INSERT INTO workspace (id, name, signing_secret) VALUES ($1, 'Shop', 'x')", [id]);
  actor = systemActor(id, ["customers:write"]);
});

const request = new Request("http://shop.test/api/v1/customers");
const identify = (person: object) =>
  identifyCustomer({ actor, body: personInput.parse(person) as Person, request });
const log = async () =>
  (
    await pool().query("SELECT name, properties, source FROM event WHERE workspace_id = $1 ORDER BY id", [
      actor.workspaceId,
    ])
  ).rows;

it("makes a customer once, whatever identity they come with, and notes it on the log", async () => {
  const made = await identify({
    externalId: "c1",
    email: "ada@example.com",
    phone: "+49 151 12345678",
    timeZone: "Europe/Berlin",
    consent: { email: "granted" },
  });
  expect(made).toEqual({ id: expect.any(String), created: true, changed: [] });
  expect(await identify({ email: "ADA@example.com" })).toEqual({ id: made.id, created: false, changed: [] });
  expect(await identify({ phone: "0049 151 12345678" })).toEqual({
    id: made.id,
    created: false,
    changed: [],
  });
  expect(await log()).toEqual([
    {
      name: "customer.created",
      source: "api",
      properties: {
        source: "api",
        identifiedBy: ["external_id", "email", "phone"],
        consent: { email: "granted" },
      },
    },
  ]);
});

it("notes what changed, and nothing when nothing did", async () => {
  const { id } = await identify({
    externalId: "c1",
    firstName: "Ada",
    attributes: { tier: "gold", old: true },
  });
  const change = {
    externalId: "c1",
    firstName: "Ada",
    attributes: { tier: "silver", old: null },
    consent: { sms: "denied" },
  };
  expect(await identify(change)).toEqual({
    id,
    created: false,
    changed: ["attributes.tier", "attributes.old", "consent.sms"],
  });
  expect(await identify(change)).toEqual({ id, created: false, changed: [] });
  expect((await log()).at(-1)).toMatchObject({
    name: "customer.updated",
    properties: { changed: ["attributes.tier", "attributes.old", "consent.sms"], consent: { sms: "denied" } },
  });
  const { rows } = await pool().query("SELECT attributes, consent FROM customer WHERE id = $1", [id]);
  expect(rows[0]).toMatchObject({ attributes: { tier: "silver" }, consent: { sms: { state: "denied" } } });
});

it("takes changes from many sides at once without losing any", async () => {
  await identify({ externalId: "c1" });
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      identify({ externalId: "c1", attributes: { [`a${index}`]: index } }),
    ),
  );
  const { rows } = await pool().query("SELECT attributes FROM customer WHERE workspace_id = $1", [
    actor.workspaceId,
  ]);
  expect(Object.keys(rows[0].attributes)).toHaveLength(20);
});

it("takes the permission", async () => {
  actor = systemActor(actor.workspaceId, ["read"]);
  await expect(identify({ externalId: "c1" })).rejects.toMatchObject({ code: "forbidden" });
});
