import { createHmac } from "node:crypto";
import type pg from "pg";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { INTERNAL_EVENTS } from "@/lib/domain/event/internal";
import { appendEvents } from "@/lib/server/db/events/append-events";
import { appendQuietly } from "@/lib/server/db/events/append-quietly";
import { emitInternal } from "@/lib/server/db/events/emit-internal";
import { transaction } from "@/lib/server/db/pool";
import { claimDeliveries } from "@/lib/server/db/webhooks/claim-deliveries";
import { cleanUp } from "@/lib/server/jobs/clean-up";
import { createWebhook } from "@/lib/server/use-cases/webhooks/create-webhook";
import { deleteWebhook } from "@/lib/server/use-cases/webhooks/delete-webhook";
import { getWebhook } from "@/lib/server/use-cases/webhooks/get-webhook";
import { listWebhookDeliveries } from "@/lib/server/use-cases/webhooks/list-webhook-deliveries";
import { renewWebhookSecret } from "@/lib/server/use-cases/webhooks/renew-webhook-secret";
import { retryWebhookDelivery } from "@/lib/server/use-cases/webhooks/retry-webhook-delivery";
import { testWebhook } from "@/lib/server/use-cases/webhooks/test-webhook";
import { updateWebhook } from "@/lib/server/use-cases/webhooks/update-webhook";
import { join, testPerson } from "@/lib/testing/account-fixture";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { testDatabase } from "@/lib/testing/database";
import { HttpSink, type Received } from "@/lib/testing/providers/http-sink";
import { refusal } from "@/lib/testing/refusal";
import { deliverWebhook } from "./deliver-webhook";
import { startWebhooks } from "./webhook-loop";

// The listeners of these tests are real servers on this machine.
process.env.ALLOW_PRIVATE_ADDRESSES = "1";

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

let pool: pg.Pool;
let shop: CouponFixture;
let listener: HttpSink;
beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  await pool.query(`DELETE FROM webhook`);
  await pool.query(`DELETE FROM webhook_delivery`);
  await pool.query(`DELETE FROM graphile_worker._private_jobs`);
  listener = await new HttpSink().open();
  shop = await new CouponFixture(pool).open();
});
afterEach(() => listener.close());

const answer = (status: number, headers: Record<string, string> = {}) => {
  listener.answer = (_request, response) => void response.writeHead(status, headers).end("words");
};
const make = (events = ["order.paid"]) =>
  createWebhook({ actor: shop.actor, body: { name: "Books", url: listener.url, events } }, shop.clock);
const log = async (id: string, status?: "waiting" | "delivered" | "failed") =>
  (await listWebhookDeliveries({ actor: shop.actor, params: { id }, query: { limit: 50, status } })).data;
const read = (id: string) => getWebhook({ actor: shop.actor, params: { id } });
/** An order is paid by a new customer. @returns who */
async function pay(amount = 4_000): Promise<string> {
  const [customerId] = (await shop.customers(1)) as [string];
  const paid = { name: "order.paid", customerId, properties: { amount } } as const;
  await transaction((client) => emitInternal(client, shop.workspaceId, [paid], { now: shop.clock() }));
  return customerId;
}
const claim = () =>
  claimDeliveries(pool, {
    limit: 50,
    each: 50,
    busy: [],
    now: shop.clock(),
    leaseUntil: new Date(shop.now + MINUTE),
  });
/** Makes all calls that are due now. @returns how many */
async function pass(): Promise<number> {
  const claimed = await claim();
  await Promise.all(claimed.map((taken) => deliverWebhook(pool, taken, { clock: shop.clock })));
  return claimed.length;
}

function isSigned({ headers, body }: Received, secret: string): boolean {
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  const mac = createHmac("sha256", key).update(signed).digest("base64");
  return headers["webhook-signature"] === `v1,${mac}`;
}

describe("an event that a webhook asks for", () => {
  test("S1-27: is posted once, signed, with its customer; what it does not ask for is not", async () => {
    const { id, secret } = await make();
    const customerId = await pay();
    await emitInternal(pool, shop.workspaceId, [{ name: "order.updated", customerId, properties: {} }], {
      now: shop.clock(),
    });
    expect(await pass()).toBe(1);
    expect(await pass()).toBe(0);
    expect(listener.received).toHaveLength(1);
    const [call] = listener.received as [Received];
    expect(isSigned(call, secret)).toBe(true);
    expect(call.method).toBe("POST");
    expect(JSON.parse(call.body)).toEqual({
      id: call.headers["webhook-id"],
      type: "order.paid",
      timestamp: shop.clock().toISOString(),
      data: { customer: { id: customerId, externalId: "shopper-1" }, properties: { amount: 4_000 } },
    });
    expect(await log(id)).toMatchObject([
      { eventName: "order.paid", status: "delivered", attempts: 1, answer: "HTTP 200: {}", dueAt: null },
    ]);
    expect(await read(id)).toMatchObject({ waiting: 0, last: { status: "delivered" } });
  });

  test("S1-27: each of the 55 names can be asked for, and the workspace's own; others are refused by name", async () => {
    const { id } = await make(INTERNAL_EVENTS.map(({ name }) => name));
    expect((await read(id)).events).toHaveLength(55);
    expect(await refusal(make(["order.paid", "no.such.event"]))).toMatchObject({
      code: "invalid_input",
      paths: ["events[1]"],
    });
    await pool.query(
      `INSERT INTO event_definition (id, workspace_id, name, title) VALUES (gen_random_uuid(), $1, 'cart_abandoned', 'Cart abandoned')`,
      [shop.workspaceId],
    );
    expect((await make(["cart_abandoned"])).events).toEqual(["cart_abandoned"]);
  });

  test("is planned by the statement that writes it, by whichever way, and by none that is rolled back", async () => {
    const { id } = await make(["order.paid", "campaign.disabled", "voucher.created"]);
    const [customerId] = (await shop.customers(1)) as [string];
    const event = {
      shard: 0,
      workspaceId: shop.workspaceId,
      customerId,
      name: "order.paid",
      properties: {},
      occurredAt: shop.clock(),
      acceptedAt: shop.clock(),
      source: "api",
    };
    await appendEvents(pool, [
      { ...event, messageId: "one" },
      { ...event, messageId: "one" },
    ]);
    await appendQuietly(pool, [{ ...event, messageId: "quiet" }]);
    await shop.give(await shop.campaign());
    const off = { name: "campaign.disabled", customerId: null, properties: {} } as const;
    await emitInternal(pool, shop.workspaceId, [off], { now: shop.clock() });
    await transaction(async (client) => {
      await emitInternal(client, shop.workspaceId, [off], { now: shop.clock() });
      throw new Error("rolled back");
    }).catch(() => undefined);
    const names = (await log(id)).map(({ eventName }) => eventName).sort();
    expect(names).toEqual(["campaign.disabled", "order.paid", "order.paid", "voucher.created"]);
  });

  test("is planned for nobody else, and for none that is off or gone", async () => {
    const { id } = await make();
    const other = await new CouponFixture(pool).open();
    await emitInternal(pool, other.workspaceId, [{ name: "order.paid", customerId: null, properties: {} }], {
      now: shop.clock(),
    });
    await updateWebhook({ actor: shop.actor, params: { id }, body: { enabled: false } }, shop.clock);
    await pay();
    expect(await log(id)).toEqual([]);
    await updateWebhook({ actor: shop.actor, params: { id }, body: { enabled: true } }, shop.clock);
    await pay();
    expect(await log(id)).toHaveLength(1);
    await deleteWebhook({ actor: shop.actor, params: { id } }, shop.clock);
    expect(await pass()).toBe(0);
    expect((await pool.query(`SELECT FROM webhook_delivery`)).rowCount).toBe(0);
  });
});

describe("an address that does not take it", () => {
  test("is tried again later and later with the same id, until it does", async () => {
    const { id } = await make();
    await pay();
    answer(500);
    expect(await pass()).toBe(1);
    expect(await pass()).toBe(0);
    expect(await log(id)).toMatchObject([{ status: "waiting", attempts: 1, answer: "HTTP 500: words" }]);
    shop.now += MINUTE;
    expect(await pass()).toBe(1);
    shop.now += 2 * MINUTE - 1;
    expect(await pass()).toBe(0);
    shop.now += 1;
    answer(204);
    expect(await pass()).toBe(1);
    expect(await log(id)).toMatchObject([{ status: "delivered", attempts: 3 }]);
    expect(new Set(listener.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    const stamps = listener.received.map(({ headers }) => Number(headers["webhook-timestamp"]));
    expect(stamps[2]! - stamps[0]!).toBe(180);
  });

  test("a redirect is no success, and Retry-After is kept to", async () => {
    const { id } = await make();
    await pay();
    answer(302, { location: listener.url, "retry-after": "3600" });
    await pass();
    expect(listener.received).toHaveLength(1);
    const [call] = await log(id);
    expect(call).toMatchObject({ status: "waiting", dueAt: new Date(shop.now + 60 * MINUTE).toISOString() });
  });

  test("is switched off after 13 tries in which it took nothing, and those who look after it are mailed", async () => {
    const developer = await testPerson("Dev");
    await join(shop.workspaceId, developer, "developer");
    await join(shop.workspaceId, await testPerson("View"), "viewer");
    const { id } = await make();
    await pay();
    answer(503);
    let tries = 0;
    for (let round = 0; round < 20; round++) {
      tries += await pass();
      shop.now += DAY;
    }
    expect(tries).toBe(13);
    expect(await read(id)).toMatchObject({
      enabled: false,
      disabledReason: "It took no event for more than two days. Last: HTTP 503: words",
    });
    const { rows } = await pool.query(
      `SELECT payload->>'to' AS to, payload->>'subject' AS subject FROM graphile_worker._private_jobs`,
    );
    expect(rows).toEqual([{ to: developer.email, subject: "The webhook “Books” was switched off" }]);

    // Switched on again, what was given up can be sent again, under the same id.
    answer(200);
    const [failed] = await log(id, "failed");
    const again = () =>
      retryWebhookDelivery(
        { actor: shop.actor, params: { id }, body: { deliveryId: failed!.id } },
        shop.clock,
      );
    expect(await refusal(again())).toMatchObject({ code: "conflict" });
    await updateWebhook({ actor: shop.actor, params: { id }, body: { enabled: true } }, shop.clock);
    expect(await read(id)).toMatchObject({ enabled: true, disabledReason: null, disabledAt: null });
    await again();
    expect(await pass()).toBe(1);
    expect(await log(id)).toMatchObject([{ id: failed!.id, status: "delivered", attempts: 1 }]);
    expect(new Set(listener.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });

  test("is not switched off for one event that it cannot take among others that it does", async () => {
    const { id } = await make();
    await pay(13);
    listener.answer = (request, response) =>
      void response.writeHead(request.body.includes('"amount":13}') ? 500 : 200).end();
    for (let round = 0; round < 14; round++) {
      await pay();
      await pass();
      shop.now += DAY / 2 + MINUTE;
    }
    for (let round = 0; round < 14; round++) {
      await pay();
      await pass();
      shop.now += DAY / 2 + MINUTE;
    }
    expect((await log(id, "failed")).map(({ attempts }) => attempts)).toEqual([13]);
    expect(await read(id)).toMatchObject({ enabled: true });
  });

  test("410 switches it off at once", async () => {
    const { id } = await make();
    await pay();
    answer(410);
    await pass();
    expect(await read(id)).toMatchObject({ enabled: false });
    expect(await log(id)).toMatchObject([{ status: "failed", attempts: 1 }]);
  });
});

test("a call that a worker died with is made again once its time is over, and not before", async () => {
  const { id } = await make();
  await pay();
  const [taken] = await claim();
  expect(await pass()).toBe(0);
  shop.now += MINUTE;
  expect(await pass()).toBe(1);
  // The one thought dead comes back: what it says is too late.
  answer(500);
  await deliverWebhook(pool, taken!, { clock: shop.clock });
  expect(await log(id)).toMatchObject([{ status: "delivered", attempts: 2 }]);
});

test("an event that is no longer kept is told of as such", async () => {
  const { id } = await make();
  const customerId = await pay();
  await pool.query(`DELETE FROM event WHERE customer_id = $1`, [customerId]);
  await pass();
  expect(listener.received).toEqual([]);
  expect(await log(id)).toMatchObject([{ status: "failed" }]);
});

test("a new secret signs from now on, and a test shows what the address answers", async () => {
  const { id, secret } = await make();
  const renewed = await renewWebhookSecret({ actor: shop.actor, params: { id } }, shop.clock);
  answer(418);
  expect(await testWebhook({ actor: shop.actor, params: { id } }, shop.clock)).toEqual({
    ok: false,
    answer: "HTTP 418: words",
  });
  const [call] = listener.received as [Received];
  expect(isSigned(call, renewed.secret)).toBe(true);
  expect(isSigned(call, secret)).toBe(false);
  expect(JSON.parse(call.body)).toMatchObject({ type: "webhook.test" });
  const { rows } = await pool.query(`SELECT secret FROM webhook WHERE id = $1`, [id]);
  expect(rows[0].secret).not.toContain(renewed.secret.slice(6, 20));
});

test("finished calls are kept for a month, and those to be made for as long as it takes", async () => {
  const { id } = await make();
  await pay();
  await pass();
  await pay();
  await cleanUp({ pool, clock: () => new Date(shop.now + 29 * DAY) });
  expect(await log(id)).toHaveLength(2);
  await cleanUp({ pool, clock: () => new Date(shop.now + 31 * DAY) });
  expect(await log(id)).toMatchObject([{ status: "waiting" }]);
});

test("S1-27: a worker's loop calls many webhooks beside each other, each event once, and a slow one holds up no other", async () => {
  const slow = await new HttpSink().open();
  const held: (() => void)[] = [];
  slow.answer = async (_request, response) => {
    await new Promise<void>((resolve) => held.push(resolve));
    response.writeHead(200).end();
  };
  await createWebhook(
    { actor: shop.actor, body: { name: "Slow", url: slow.url, events: ["order.paid"] } },
    shop.clock,
  );
  await make();
  for (let count = 0; count < 30; count++) await pay();
  const all = new Promise<void>((resolve) => {
    listener.answer = (_request, response) => {
      response.writeHead(200).end();
      if (listener.received.length === 30) resolve();
    };
  });
  const workers = [startWebhooks(pool, { clock: shop.clock }), startWebhooks(pool, { clock: shop.clock })];
  await all;
  const ids = listener.received.map(({ headers }) => headers["webhook-id"]);
  expect(new Set(ids).size).toBe(30);
  slow.answer = (_request, response) => void response.writeHead(200).end();
  for (const release of held) release();
  await Promise.all(workers.map((worker) => worker.stop()));
  await slow.close();
});
