import pg from "pg";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { systemActor } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { testDatabase } from "@/lib/testing/database";
import { CART, cartEvent, IngestFixture, ingestWorkspace, NOW } from "@/lib/testing/ingest-fixture";
import { refusal } from "@/lib/testing/refusal";

let shop: IngestFixture;

beforeAll(async () => {
  await testDatabase();
});
beforeEach(async () => {
  shop = await IngestFixture.open();
});

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
    const answer = await shop.send(
      cartEvent({ externalId: "c1", email: "Ada@Example.com", firstName: "Ada" }, { messageId: "m1" }),
    );
    expect(answer).toEqual({
      results: [{ index: 0, messageId: "m1", status: "accepted" }],
      accepted: 1,
      duplicate: 0,
      quarantined: 0,
      rejected: 0,
    });
    expect((await shop.log()).map(({ name }) => name)).toEqual(["customer.created", "itemAddedToCart"]);
    expect(await shop.customers()).toMatchObject([
      { external_id: "c1", email: "ada@example.com", first_name: "Ada" },
    ]);
  });

  it("S0-6: is taken at its word: no cart of that customer has to exist", async () => {
    expect((await shop.send(cartEvent("never seen before"))).accepted).toBe(1);
  });

  it("sent again with the same messageId is accepted once and ignored after that", async () => {
    await shop.send(cartEvent("c1", { messageId: "m1" }));
    const again = await shop.send(cartEvent("c1", { messageId: "m1", properties: { ...CART, total: 1 } }));
    expect(again.results).toEqual([{ index: 0, messageId: "m1", status: "duplicate" }]);
    expect(await shop.sent()).toHaveLength(1);
  });

  it("that does not fit is a 400 with the path of what is wrong, and leaves nothing behind", async () => {
    const error = await refusal(
      shop.send(cartEvent("c1", { properties: { ...CART, items: [{ ...CART.items[0], price: 49.5 }] } })),
    );
    expect(error).toMatchObject({
      code: "invalid_input",
      issues: [{ path: "properties.items[0].price", fix: expect.stringContaining("4950") }],
      extra: { rejected: 1, results: [{ index: 0, status: "rejected" }] },
    });
    expect(await shop.customers()).toEqual([]);
  });

  it("updates what it says about its customer, only when that changed", async () => {
    await shop.send(cartEvent({ externalId: "c1", firstName: "Ada" }));
    await shop.send(cartEvent({ externalId: "c1", firstName: "Ada" }));
    await shop.send(
      cartEvent({
        externalId: "c1",
        firstName: "Ada",
        email: "ada@example.com",
        consent: { email: "granted" },
      }),
    );
    expect((await shop.log()).map(({ name }) => name)).toEqual([
      "customer.created",
      "itemAddedToCart",
      "itemAddedToCart",
      "customer.updated",
      "itemAddedToCart",
    ]);
    const { rows } = await pool().query(
      "SELECT properties FROM event WHERE workspace_id = $1 AND name = 'customer.updated'",
      [shop.actor.workspaceId],
    );
    expect(rows[0].properties).toEqual({
      source: "api",
      changed: ["email", "consent.email"],
      consent: { email: "granted" },
    });
    expect(await shop.customers()).toMatchObject([
      {
        email: "ada@example.com",
        consent: { email: { state: "granted", at: NOW.toISOString(), source: "api" } },
      },
    ]);
    // The address now leads to the same customer.
    await shop.send(cartEvent({ email: "ADA@example.com" }));
    expect(new Set((await shop.log()).map(({ customer_id }) => customer_id)).size).toBe(1);
  });

  it("needs the permission to send", async () => {
    expect(
      await refusal(shop.send(cartEvent("c1"), systemActor(shop.actor.workspaceId, ["read"]))),
    ).toMatchObject({
      code: "forbidden",
    });
  });
});

describe("a batch", () => {
  it("answers for each event on its own: a bad one never fails its neighbours", async () => {
    const answer = await shop.batch([
      cartEvent("c1", { messageId: "good" }),
      cartEvent("c2", { messageId: "bad", properties: {} }),
      null,
      cartEvent("c3", { messageId: "unknown", name: "cart_abandoned", properties: { anything: true } }),
      cartEvent("c1", { messageId: "good" }),
      cartEvent("c4", { messageId: "last" }),
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
    expect((await shop.sent()).map(({ message_id }) => message_id)).toEqual(["good", "last"]);
  });

  it("refuses only the events whose text cannot be stored, defined or not", async () => {
    const answer = await shop.batch([
      cartEvent("c1"),
      cartEvent("nul\u0000"),
      cartEvent("half\ud83d"),
      cartEvent("c2", { name: "unknown", properties: { note: "\u0000" } }),
      cartEvent("😀", { messageId: "m😀" }),
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
    const unknown = cartEvent("c1", { messageId: "u1", name: "cart_abandoned" });
    expect((await shop.batch([unknown])).quarantined).toBe(1);
    expect((await shop.batch([unknown])).duplicate).toBe(1);
    const { rows } = await pool().query(
      "SELECT name, message_id, payload FROM quarantined_event WHERE workspace_id = $1",
      [shop.actor.workspaceId],
    );
    expect(rows).toEqual([{ name: "cart_abandoned", message_id: "u1", payload: unknown }]);
    expect(await shop.customers()).toEqual([]);

    const strict = systemActor(await ingestWorkspace({ undefinedEvents: "reject" }), ["events:ingest"]);
    expect(await refusal(shop.batch([unknown], strict))).toMatchObject({ issues: [{ path: "name" }] });
  });

  it("is a 400 with all its results when nothing in it can be used", async () => {
    expect(await refusal(shop.batch([{}, null]))).toMatchObject({
      code: "invalid_input",
      extra: { rejected: 2 },
    });
    expect(await refusal(shop.batch([]))).toMatchObject({
      code: "invalid_input",
      issues: [{ path: "events" }],
    });
    expect(await refusal(shop.send({ events: {} }))).toMatchObject({
      issues: [{ path: "events", message: "events is not a list." }],
    });
    expect(await refusal(shop.batch(Array.from({ length: 1001 }, () => cartEvent("c1"))))).toMatchObject({
      issues: [{ fix: "Send at most 1000 at once." }],
    });
  });

  it("keeps the order in which it was sent", async () => {
    const ids = Array.from({ length: 300 }, (_, index) => `m${(index * 7919) % 300}`);
    await shop.batch(ids.map((messageId) => cartEvent("c1", { messageId })));
    expect((await shop.sent()).map(({ message_id }) => message_id)).toEqual(ids);
  });

  it("takes the same few statements however large it is", async () => {
    const events = (count: number, tag: string, more: object = {}) =>
      Array.from({ length: count }, (_, index) =>
        cartEvent({ externalId: `c${index}`, ...more }, { messageId: `${tag}${index}` }),
      );
    await shop.batch(events(500, "warm"));
    expect(await statements(() => shop.batch(events(1, "a")))).toBe(2);
    expect(await statements(() => shop.batch(events(500, "b")))).toBe(2);
    const one = await statements(() =>
      shop.batch([
        cartEvent({ externalId: "new", firstName: "N" }, { name: "cart_abandoned" }),
        cartEvent("brand new"),
        cartEvent({ externalId: "c1", firstName: "Ada" }),
      ]),
    );
    const many = await statements(() =>
      shop.batch([
        ...events(300, "c", { firstName: "Ada" }),
        ...Array.from({ length: 300 }, (_, index) => cartEvent(`n${index}`)),
        cartEvent("x", { name: "cart_abandoned" }),
      ]),
    );
    expect(many).toBe(one);
    expect(many).toBeLessThanOrEqual(13);
  });
});
