import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { propertiesOfRole } from "@/lib/domain/event/definition";
import { systemActor } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { createEventDefinition } from "@/lib/server/use-cases/event-definitions/create-event-definition";
import { testDatabase } from "@/lib/testing/database";
import { cartEvent, IngestFixture, ingestWorkspace } from "@/lib/testing/ingest-fixture";

let shop: IngestFixture;

beforeAll(async () => {
  await testDatabase();
});
beforeEach(async () => {
  shop = await IngestFixture.open();
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
        shop.send(cartEvent(person)),
        shop.send(cartEvent({ externalId: person.externalId })),
        shop.send(cartEvent({ externalId: person.externalId, email: person.email })),
        shop.send(cartEvent({ phone: person.phone, externalId: person.externalId })),
      ]);
    }
    expect(await shop.customers()).toHaveLength(10);
    const { rows } = await pool().query(
      "SELECT count(*) AS identities, count(DISTINCT customer_id) AS owners FROM customer_identity WHERE workspace_id = $1",
      [shop.actor.workspaceId],
    );
    expect(rows[0]).toEqual({ identities: 30, owners: 10 });
    expect((await shop.log()).filter(({ name }) => name === "customer.created")).toHaveLength(10);
  });

  it("a guest who signs in with two accounts at once belongs to one of them", async () => {
    await shop.send(cartEvent({ email: "guest@example.com" }));
    await Promise.all(
      ["x", "y", "z"].map((externalId) => shop.send(cartEvent({ externalId, email: "guest@example.com" }))),
    );
    const all = await shop.customers();
    expect(all.map(({ external_id }) => external_id).sort()).toEqual(["x", "y", "z"]);
    const { rows } = await pool().query(
      "SELECT value, customer_id FROM customer_identity WHERE workspace_id = $1 AND kind = 'external_id'",
      [shop.actor.workspaceId],
    );
    for (const { value, customer_id } of rows)
      expect(all.find(({ id }) => id === customer_id)?.external_id).toBe(value);
  });

  it("the same messages in crossing orders are each accepted once, without an error", async () => {
    const ids = Array.from({ length: 200 }, (_, index) => `m${index}`);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, sender) =>
        shop.batch((sender % 2 ? ids : ids.toReversed()).map((messageId) => cartEvent("c1", { messageId }))),
      ),
    );
    expect(answers.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(200);
    expect(await shop.sent()).toHaveLength(200);
  });

  it("engine promise 1: all that many senders were told is accepted is on the log with its pending row, counted one by one", async () => {
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, sender) =>
        shop.batch(
          Array.from({ length: 250 }, (_, index) =>
            cartEvent(`c${(sender * 31 + index) % 400}`, { messageId: `${sender}-${index % 240}` }),
          ),
        ),
      ),
    );
    const told = answers.flatMap(({ results }) =>
      results.filter(({ status }) => status === "accepted").map(({ messageId }) => messageId),
    );
    const kept = (await shop.sent()).map(({ message_id }) => message_id);
    expect(told).toHaveLength(24 * 240);
    expect(kept.toSorted()).toEqual(told.toSorted());
    for (const { shard, customer_id } of await shop.log())
      expect(Number.parseInt(customer_id.slice(-2), 16) % 64).toBe(shard);
  });
});

it("two workspaces do not know each other's customers, definitions or messages", async () => {
  await shop.send(cartEvent("c1", { messageId: "m1" }));
  const other = systemActor(await ingestWorkspace(), ["events:ingest"]);
  expect((await shop.batch([cartEvent("c1", { messageId: "m1" })], other)).quarantined).toBe(1);
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
  expect((await shop.batch([cartEvent("c1", { messageId: "m1" })], other)).accepted).toBe(1);
  const theirs = (await shop.log(other.workspaceId)).map(({ customer_id }) => customer_id);
  expect((await shop.sent()).some(({ customer_id }) => theirs.includes(customer_id))).toBe(false);
});
