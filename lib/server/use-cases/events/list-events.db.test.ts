import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { propertiesOfRole } from "@/lib/domain/event/definition";
import { type Actor, systemActor } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { followEvents, type Sighting } from "./follow-events";
import { ingestEvents } from "./ingest-events";
import { listEvents } from "./list-events";

let shop: EngineFixture;
let actor: Actor;
const CART = { items: [{ sku: "mug", name: "Mug", price: 2000, quantity: 2 }], currency: "EUR", total: 4000 };

beforeAll(async () => {
  await testDatabase();
});

beforeEach(async () => {
  shop = await new EngineFixture(pool()).open();
  actor = systemActor(shop.workspaceId, ["read", "events:ingest"]);
  await pool().query("UPDATE event_definition SET properties = $2 WHERE workspace_id = $1", [
    shop.workspaceId,
    JSON.stringify(propertiesOfRole("cart")),
  ]);
});

const send = (events: object[]) =>
  ingestEvents({ actor, body: { events }, request: new Request("http://shop.test/") }, shop.clock);
const cart = (externalId: string, more: object = {}) => ({
  name: "itemAddedToCart",
  customer: { externalId },
  properties: CART,
  ...more,
});
const list = (query: { name?: string; customer?: string; limit?: number; cursor?: string } = {}) =>
  listEvents({ actor, query: { limit: 50, ...query } }, shop.clock);

async function liveFlow() {
  return await shop.live(
    drawFlow({
      t: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "w" } },
      w: {
        type: "wait-for-event",
        config: { eventName: "PurchaseFinished", timeout: { value: 1, unit: "days" } },
        to: { happened: "x", timed_out: "x" },
      },
      x: { type: "exit", config: {} },
    }),
  );
}

describe("the list of events", () => {
  it("shows the newest first, page by page, with their customers", async () => {
    await send(Array.from({ length: 7 }, (_, index) => cart(`c${index % 2}`, { messageId: `m${index}` })));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ limit: 3, ...(cursor && { cursor }) });
      seen.push(
        ...page.data.map(({ messageId, name }) => (name === "customer.created" ? "created" : messageId)),
      );
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(["m6", "m5", "m4", "m3", "m2", "m1", "m0", "created", "created"]);
    expect((await list({ limit: 1 })).data[0]).toMatchObject({
      title: "itemAddedToCart",
      source: "api",
      properties: CART,
      customer: { label: "c0" },
      handled: false,
      causes: [],
    });
  });

  it("finds one customer by external id, address or id, and events of one name", async () => {
    await send([cart("c1"), { ...cart("c2"), customer: { externalId: "c2", email: "ada@example.com" } }]);
    const [first] = (await list({ customer: "ada@example.com", name: "itemAddedToCart" })).data;
    expect(first?.customer?.label).toBe("ada@example.com");
    expect((await list({ customer: "c2" })).data).toHaveLength(2);
    expect((await list({ customer: first?.customer?.id })).data).toHaveLength(2);
    expect((await list({ customer: "nobody" })).data).toEqual([]);
    expect((await list({ name: "customer.created" })).data.map(({ title }) => title)).toEqual([
      "Customer created",
      "Customer created",
    ]);
  });

  it("says what each event caused: entered, moved, refused", async () => {
    const { flowId } = await liveFlow();
    await send([cart("c1", { messageId: "first" })]);
    await shop.drain();
    shop.now += 60_000;
    await send([
      cart("c1", { messageId: "second" }),
      { ...cart("c1"), name: "PurchaseFinished", messageId: "bought" },
    ]);
    await shop.drain();
    const causes = Object.fromEntries(
      (await list()).data.map(({ messageId, causes: found }) => [messageId, found]),
    );
    expect(causes.first).toMatchObject([
      { kind: "entered", flowId, flowName: "Flow", runId: expect.any(String) },
    ]);
    expect(causes.second).toMatchObject([
      { kind: "refused", flowId, runId: null, reason: "is in the flow already" },
    ]);
    expect(causes.bought).toMatchObject([{ kind: "moved", flowId, runId: causes.first?.[0]?.runId }]);
    expect((await list()).data.every(({ handled }) => handled)).toBe(true);
  });

  it("does not show another workspace's", async () => {
    const other = await new EngineFixture(pool()).open();
    await send([cart("c1")]);
    const found = await listEvents(
      { actor: systemActor(other.workspaceId, ["read"]), query: { limit: 50 } },
      shop.clock,
    );
    expect(found.data).toEqual([]);
  });
});

describe("following the log", () => {
  const watch = (more: { name?: string; customer?: string; after?: number | null } = {}) => {
    const looks = followEvents({ workspaceId: shop.workspaceId, after: null, ...more }, shop.clock);
    return async (): Promise<Sighting[]> => {
      shop.now += 700;
      return (await looks.next()).value;
    };
  };
  const ids = (sightings: Sighting[]) =>
    sightings.flatMap((sighting) => (sighting.kind === "event" ? [sighting.event.messageId] : []));

  it("shows each new event once, oldest first, and afterwards what it caused", async () => {
    const { flowId } = await liveFlow();
    await send([cart("before", { messageId: "before" })]);
    const look = watch({ name: "itemAddedToCart" });
    expect(await look()).toEqual([]);
    await send([cart("c1", { messageId: "m1" }), cart("c2", { messageId: "m2" })]);
    expect(ids(await look())).toEqual(["m1", "m2"]);
    expect(await look()).toEqual([]);
    await shop.drain();
    const after = await look();
    expect(after).toMatchObject([
      { kind: "handled", causes: [{ kind: "entered", flowId }] },
      { kind: "handled", causes: [{ kind: "entered", flowId }] },
    ]);
    expect(await look()).toEqual([]);
  });

  it("goes on after the last id that was seen", async () => {
    await send([cart("c1", { messageId: "m1" })]);
    const [last] = (await list()).data;
    await send([cart("c1", { messageId: "m2" })]);
    expect(ids(await watch({ after: Number(last?.id) })())).toEqual(["m2"]);
  });

  it("shows an event whose transaction commits after later ones", async () => {
    const look = watch({ name: "itemAddedToCart" });
    await send([cart("c1"), cart("c2")]);
    await look();
    const slow = await pool().connect();
    try {
      const { rows } = await pool().query<{ shard: number; customer_id: string }>(
        "SELECT shard, customer_id FROM event WHERE workspace_id = $1 AND name = 'itemAddedToCart' LIMIT 1",
        [shop.workspaceId],
      );
      await slow.query("BEGIN");
      await slow.query(
        `INSERT INTO event (shard, workspace_id, customer_id, name, message_id, properties, occurred_at, accepted_at, source)
         VALUES ($1, $2, $3, 'itemAddedToCart', 'late', '{}', $4, $4, 'api')`,
        [rows[0]?.shard, shop.workspaceId, rows[0]?.customer_id, shop.clock()],
      );
      await send([cart("c1", { messageId: "early" })]);
      expect(ids(await look())).toEqual(["early"]);
      await slow.query("COMMIT");
      expect(ids(await look())).toEqual(["late"]);
    } finally {
      slow.release();
    }
  });

  it("waits for a customer who does not exist yet, and shows nobody else", async () => {
    const look = watch({ customer: "c9" });
    await send([cart("c8", { messageId: "other" })]);
    expect(await look()).toEqual([]);
    await send([cart("c9", { messageId: "theirs" }), cart("c8")]);
    expect(ids(await look())).toContain("theirs");
    expect(ids(await look())).toEqual([]);
  });

  it("shows the newest hundred of a flood and counts the rest", async () => {
    const look = watch({ name: "itemAddedToCart" });
    await look();
    await send(Array.from({ length: 350 }, (_, index) => cart("c1", { messageId: `m${index}` })));
    const [first, ...rest] = await look();
    expect(first).toEqual({ kind: "skipped", count: 250 });
    expect(ids(rest)).toEqual(Array.from({ length: 100 }, (_, index) => `m${250 + index}`));
    expect(await look()).toEqual([]);
  });
});
