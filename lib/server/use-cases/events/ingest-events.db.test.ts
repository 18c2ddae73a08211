import pg from "pg";
import { v7 as uuid } from "uuid";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { DomainError } from "@/lib/domain/errors";
import { propertiesOfRole } from "@/lib/domain/event/definition";
import { type Actor, systemActor } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { createEventDefinition } from "@/lib/server/use-cases/event-definitions/create-event-definition";
import { testDatabase } from "@/lib/testing/database";
import { ingestEvents } from "./ingest-events";

let actor: Actor;
const NOW = new Date("2026-03-01T12:00:00Z");
const request = new Request("http://shop.test/api/v1/events");
const CART = { items: [{ sku: "a", name: "Bag", price: 4900, quantity: 1 }], currency: "EUR", total: 4900 };

beforeAll(async () => {
  await testDatabase();
});

beforeEach(async () => {
  actor = systemActor(await workspace(), ["events:ingest", "event-definitions:write"]);
  await createEventDefinition({
    actor,
    body: {
      name: "itemAddedToCart",
      title: "",
      description: "",
      role: "cart",
      properties: propertiesOfRole("cart"),
    },
  });
});

async function workspace(settings: object = {}): Promise<string> {
  const id = uuid();
  await pool().query(
    "INSERT INTO workspace (id, name, settings, signing_secret) VALUES ($1, 'Shop', $2, 'x')",
    [id, JSON.stringify(settings)],
  );
  return id;
}

const event = (customer: object | string, more: object = {}) => ({
  name: "itemAddedToCart",
  customer: typeof customer === "string" ? { externalId: customer } : customer,
  properties: CART,
  ...more,
});
const send = (body: Record<string, unknown>, as = actor) =>
  ingestEvents({ actor: as, body, request }, () => NOW);
const batch = (events: unknown[], as = actor) => send({ events }, as);
const refusal = async (work: Promise<unknown>): Promise<DomainError> =>
  await work.then(
    () => expect.fail("was accepted"),
    (error) => error,
  );

async function log(workspaceId = actor.workspaceId) {
  const { rows } = await pool().query<{
    name: string;
    message_id: string;
    customer_id: string;
    shard: number;
    source: string;
  }>(
    `SELECT e.name, e.message_id, e.customer_id, e.shard, e.source FROM event e
     JOIN event_pending p ON p.shard = e.shard AND p.event_id = e.id AND p.customer_id = e.customer_id
     WHERE e.workspace_id = $1 ORDER BY e.id`,
    [workspaceId],
  );
  return rows;
}
const sent = async () => (await log()).filter(({ name }) => name === "itemAddedToCart");
async function customers() {
  const { rows } = await pool().query(
    "SELECT id, external_id, email, phone, first_name, attributes, consent FROM customer WHERE workspace_id = $1 ORDER BY created_at, id",
    [actor.workspaceId],
  );
  return rows;
}

/** How many statements the database is asked to carry out during the work. */
async function statements(work: () => Promise<unknown>): Promise<number> {
  const spy = vi.spyOn(pg.Client.prototype, "query");
  try {
    await work();
    const texts = spy.mock.calls.map(([query]) =>
      typeof query === "string" ? query : ((query as { text?: string }).text ?? ""),
    );
    return texts.filter((text) => text !== "" && !text.startsWith("NOTIFY")).length;
  } finally {
    spy.mockRestore();
  }
}

describe("one event", () => {
  it("S0-7: of an unknown customer makes the customer, and both stand on the log in order", async () => {
    const answer = await send(
      event({ externalId: "c1", email: "Ada@Example.com", firstName: "Ada" }, { messageId: "m1" }),
    );
    expect(answer).toEqual({
      results: [{ index: 0, messageId: "m1", status: "accepted" }],
      accepted: 1,
      duplicate: 0,
      quarantined: 0,
      rejected: 0,
    });
    expect((await log()).map(({ name }) => name)).toEqual(["customer.created", "itemAddedToCart"]);
    expect(await customers()).toMatchObject([
      { external_id: "c1", email: "ada@example.com", first_name: "Ada" },
    ]);
  });

  it("S0-6: is taken at its word: no cart of that customer has to exist", async () => {
    expect((await send(event("never seen before"))).accepted).toBe(1);
  });

  it("sent again with the same messageId is accepted once and ignored after that", async () => {
    await send(event("c1", { messageId: "m1" }));
    const again = await send(event("c1", { messageId: "m1", properties: { ...CART, total: 1 } }));
    expect(again.results).toEqual([{ index: 0, messageId: "m1", status: "duplicate" }]);
    expect(await sent()).toHaveLength(1);
  });

  it("that does not fit is a 400 with the path of what is wrong, and leaves nothing behind", async () => {
    const error = await refusal(
      send(event("c1", { properties: { ...CART, items: [{ ...CART.items[0], price: 49.5 }] } })),
    );
    expect(error).toMatchObject({
      code: "invalid_input",
      issues: [{ path: "properties.items[0].price", fix: expect.stringContaining("4950") }],
      extra: { rejected: 1, results: [{ index: 0, status: "rejected" }] },
    });
    expect(await customers()).toEqual([]);
  });

  it("updates what it says about its customer, only when that changed", async () => {
    await send(event({ externalId: "c1", firstName: "Ada" }));
    await send(event({ externalId: "c1", firstName: "Ada" }));
    await send(
      event({ externalId: "c1", firstName: "Ada", email: "ada@example.com", consent: { email: "granted" } }),
    );
    expect((await log()).map(({ name }) => name)).toEqual([
      "customer.created",
      "itemAddedToCart",
      "itemAddedToCart",
      "customer.updated",
      "itemAddedToCart",
    ]);
    const { rows } = await pool().query(
      "SELECT properties FROM event WHERE workspace_id = $1 AND name = 'customer.updated'",
      [actor.workspaceId],
    );
    expect(rows[0].properties).toEqual({
      source: "api",
      changed: ["email", "consent.email"],
      consent: { email: "granted" },
    });
    expect(await customers()).toMatchObject([
      {
        email: "ada@example.com",
        consent: { email: { state: "granted", at: NOW.toISOString(), source: "api" } },
      },
    ]);
    // The address now leads to the same customer.
    await send(event({ email: "ADA@example.com" }));
    expect(new Set((await log()).map(({ customer_id }) => customer_id)).size).toBe(1);
  });

  it("needs the permission to send", async () => {
    expect(await refusal(send(event("c1"), systemActor(actor.workspaceId, ["read"])))).toMatchObject({
      code: "forbidden",
    });
  });
});

describe("a batch", () => {
  it("answers for each event on its own: a bad one never fails its neighbours", async () => {
    const answer = await batch([
      event("c1", { messageId: "good" }),
      event("c2", { messageId: "bad", properties: {} }),
      null,
      event("c3", { messageId: "unknown", name: "cart_abandoned", properties: { anything: true } }),
      event("c1", { messageId: "good" }),
      event("c4", { messageId: "last" }),
    ]);
    expect(answer.results.map(({ status }) => status)).toEqual([
      "accepted",
      "rejected",
      "rejected",
      "quarantined",
      "duplicate",
      "accepted",
    ]);
    expect(answer).toMatchObject({ accepted: 2, rejected: 2, quarantined: 1, duplicate: 1 });
    expect(answer.results[1]?.errors?.[0]?.path).toBe("properties.items");
    expect((await sent()).map(({ message_id }) => message_id)).toEqual(["good", "last"]);
  });

  it("refuses only the events whose text cannot be stored, defined or not", async () => {
    const answer = await batch([
      event("c1"),
      event("nul\u0000"),
      event("half\ud83d"),
      event("c2", { name: "unknown", properties: { note: "\u0000" } }),
      event("😀", { messageId: "m😀" }),
    ]);
    expect(answer.results.map(({ status }) => status)).toEqual([
      "accepted",
      "rejected",
      "rejected",
      "rejected",
      "accepted",
    ]);
    expect(answer.results[1]?.errors).toMatchObject([
      { message: expect.stringContaining("NUL"), fix: expect.any(String) },
    ]);
  });

  it("S0-12: keeps undefined events aside once each, or refuses them where the workspace wants that", async () => {
    const unknown = event("c1", { messageId: "u1", name: "cart_abandoned" });
    expect((await batch([unknown])).quarantined).toBe(1);
    expect((await batch([unknown])).duplicate).toBe(1);
    const { rows } = await pool().query(
      "SELECT name, message_id, payload FROM quarantined_event WHERE workspace_id = $1",
      [actor.workspaceId],
    );
    expect(rows).toEqual([{ name: "cart_abandoned", message_id: "u1", payload: unknown }]);
    expect(await customers()).toEqual([]);

    const strict = systemActor(await workspace({ undefinedEvents: "reject" }), ["events:ingest"]);
    expect(await refusal(batch([unknown], strict))).toMatchObject({ issues: [{ path: "name" }] });
  });

  it("is a 400 with all its results when nothing in it can be used", async () => {
    expect(await refusal(batch([{}, null]))).toMatchObject({ code: "invalid_input", extra: { rejected: 2 } });
    expect(await refusal(batch([]))).toMatchObject({ code: "invalid_input", issues: [{ path: "events" }] });
    expect(await refusal(send({ events: {} }))).toMatchObject({
      issues: [{ path: "events", message: "events is not a list." }],
    });
    expect(await refusal(batch(Array.from({ length: 1001 }, () => event("c1"))))).toMatchObject({
      issues: [{ fix: "Send at most 1000 at once." }],
    });
  });

  it("keeps the order in which it was sent", async () => {
    const ids = Array.from({ length: 300 }, (_, index) => `m${(index * 7919) % 300}`);
    await batch(ids.map((messageId) => event("c1", { messageId })));
    expect((await sent()).map(({ message_id }) => message_id)).toEqual(ids);
  });

  it("takes the same few statements however large it is", async () => {
    const events = (count: number, tag: string, more: object = {}) =>
      Array.from({ length: count }, (_, index) =>
        event({ externalId: `c${index}`, ...more }, { messageId: `${tag}${index}` }),
      );
    await batch(events(500, "warm"));
    expect(await statements(() => batch(events(1, "a")))).toBe(2);
    expect(await statements(() => batch(events(500, "b")))).toBe(2);
    const one = await statements(() =>
      batch([
        event({ externalId: "new", firstName: "N" }, { name: "cart_abandoned" }),
        event("brand new"),
        event({ externalId: "c1", firstName: "Ada" }),
      ]),
    );
    const many = await statements(() =>
      batch([
        ...events(300, "c", { firstName: "Ada" }),
        ...Array.from({ length: 300 }, (_, index) => event(`n${index}`)),
        event("x", { name: "cart_abandoned" }),
      ]),
    );
    expect(many).toBe(one);
    expect(many).toBeLessThanOrEqual(13);
  });
});

describe("side by side", () => {
  it("S0-7: two first events of one customer make one customer, with all identities leading to them", async () => {
    for (let round = 0; round < 10; round++) {
      const person = {
        externalId: `c${round}`,
        email: `c${round}@example.com`,
        phone: `+4915112345${100 + round}`,
      };
      await Promise.all([
        send(event(person)),
        send(event({ externalId: person.externalId })),
        send(event({ externalId: person.externalId, email: person.email })),
        send(event({ phone: person.phone, externalId: person.externalId })),
      ]);
    }
    expect(await customers()).toHaveLength(10);
    const { rows } = await pool().query(
      "SELECT count(*) AS identities, count(DISTINCT customer_id) AS owners FROM customer_identity WHERE workspace_id = $1",
      [actor.workspaceId],
    );
    expect(rows[0]).toEqual({ identities: 30, owners: 10 });
    expect((await log()).filter(({ name }) => name === "customer.created")).toHaveLength(10);
  });

  it("a guest who signs in with two accounts at once belongs to one of them", async () => {
    await send(event({ email: "guest@example.com" }));
    await Promise.all(
      ["x", "y", "z"].map((externalId) => send(event({ externalId, email: "guest@example.com" }))),
    );
    const all = await customers();
    expect(all.map(({ external_id }) => external_id).sort()).toEqual(["x", "y", "z"]);
    const { rows } = await pool().query(
      "SELECT value, customer_id FROM customer_identity WHERE workspace_id = $1 AND kind = 'external_id'",
      [actor.workspaceId],
    );
    for (const { value, customer_id } of rows)
      expect(all.find(({ id }) => id === customer_id)?.external_id).toBe(value);
  });

  it("the same messages in crossing orders are each accepted once, without an error", async () => {
    const ids = Array.from({ length: 200 }, (_, index) => `m${index}`);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, sender) =>
        batch((sender % 2 ? ids : ids.toReversed()).map((messageId) => event("c1", { messageId }))),
      ),
    );
    expect(answers.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(200);
    expect(await sent()).toHaveLength(200);
  });

  it("engine promise 1: all that many senders were told is accepted is on the log with its pending row, counted one by one", async () => {
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, sender) =>
        batch(
          Array.from({ length: 250 }, (_, index) =>
            event(`c${(sender * 31 + index) % 400}`, { messageId: `${sender}-${index % 240}` }),
          ),
        ),
      ),
    );
    const told = answers.flatMap(({ results }) =>
      results.filter(({ status }) => status === "accepted").map(({ messageId }) => messageId),
    );
    const kept = (await sent()).map(({ message_id }) => message_id);
    expect(told).toHaveLength(24 * 240);
    expect(kept.toSorted()).toEqual(told.toSorted());
    for (const { shard, customer_id } of await log())
      expect(Number.parseInt(customer_id.slice(-2), 16) % 64).toBe(shard);
  });
});

it("two workspaces do not know each other's customers, definitions or messages", async () => {
  await send(event("c1", { messageId: "m1" }));
  const other = systemActor(await workspace(), ["events:ingest"]);
  expect((await batch([event("c1", { messageId: "m1" })], other)).quarantined).toBe(1);
  await createEventDefinition({
    actor: systemActor(other.workspaceId, ["event-definitions:write"]),
    body: {
      name: "itemAddedToCart",
      title: "",
      description: "",
      role: null,
      properties: propertiesOfRole("cart"),
    },
  });
  expect((await batch([event("c1", { messageId: "m1" })], other)).accepted).toBe(1);
  const theirs = (await log(other.workspaceId)).map(({ customer_id }) => customer_id);
  expect((await sent()).some(({ customer_id }) => theirs.includes(customer_id))).toBe(false);
});
