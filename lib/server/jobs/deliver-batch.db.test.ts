import type pg from "pg";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { shardOf } from "@/lib/domain/shard";
import { testDatabase } from "@/lib/testing/database";
import { DeliveryFixture } from "@/lib/testing/delivery-fixture";
import { DeliveryProviders } from "@/lib/testing/delivery-providers";
import type { HttpSink } from "@/lib/testing/providers/http-sink";
import type { SmtpSink } from "@/lib/testing/providers/smtp-sink";

// The providers of these tests are real servers on this machine.
process.env.ALLOW_PRIVATE_ADDRESSES = "1";

let pool: pg.Pool;
let providers: DeliveryProviders;
let shop: DeliveryFixture;
let smtp: SmtpSink;
let http: HttpSink;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  await pool.query("DELETE FROM delivery");
  providers = await new DeliveryProviders(pool).open();
  ({ smtp, http } = providers);
});
afterEach(async () => {
  await providers.close();
});

async function queued(given: Parameters<DeliveryProviders["queued"]>[0] = {}) {
  const made = await providers.queued(given);
  shop = made.shop;
  return made;
}

it("promise 6: a message of a workspace whose settings cannot be read waits, and goes out once they can be", async () => {
  await queued();
  const { settings } = (await pool.query(`SELECT settings FROM workspace WHERE id = $1`, [shop.workspaceId]))
    .rows[0];
  const put = (value: unknown) =>
    pool.query(`UPDATE workspace SET settings = $2 WHERE id = $1`, [shop.workspaceId, JSON.stringify(value)]);
  await put({ consentPolicy: "whatever" });
  await shop.deliver();
  expect((await shop.sent())[0]!.status).toBe("queued");
  expect(await shop.planned()).toEqual([5 * 60_000]);
  await put(settings);
  shop.now += 5 * 60_000;
  await shop.deliver();
  expect((await shop.sent())[0]!.status).toBe("sent");
});

describe("a message reaches its customer", () => {
  it("S4-15: as a mail with the cart's items, is counted on its step, and is sent once however often it is planned", async () => {
    const { versionId, connectionId } = await queued();
    const [due] = await shop.takeDue();
    await shop.run(due!);
    await shop.run(due!);
    expect(smtp.mails).toHaveLength(1);
    const mail = smtp.mails[0]!;
    expect(mail.envelope.to).toEqual(["shopper@shop.example"]);
    expect(mail.html).toContain("Mug");
    expect(mail.html).toContain("€40.00");
    expect(mail.headers.has("list")).toBe(true);
    const [message] = await shop.sent();
    expect(message).toMatchObject({
      status: "sent",
      reason: null,
      attempts: 1,
      recipient: "shopper@shop.example",
      subject: "You left something behind",
      provider_message_id: "TEST1",
      connection_id: connectionId,
    });
    expect(message!.sent_at).toEqual(shop.clock());
    await shop.drain();
    // What was sent is counted where it was sent; the log's event of it is for whoever looks at the log, and moves nobody.
    expect(await shop.reports()).toEqual([{ result: "sent" }]);
    expect((await shop.totals(versionId))["send/sent"]).toBe(1);
  });

  it("is told to the engine where its flow attributes orders to delivered messages", async () => {
    const { versionId } = await queued({ flow: { countDelivered: true } });
    await shop.deliver();
    expect(await shop.reports()).toEqual([{ result: "sent" }]);
    expect((await shop.totals(versionId))["send/sent"]).toBe(1);
  });

  it("three workers at the same time send each message once", async () => {
    await queued({ customers: 30 });
    await Promise.all([shop.deliver(), shop.deliver(), shop.deliver()]);
    expect(smtp.mails).toHaveLength(30);
    expect((await shop.sent()).map(({ status, attempts }) => [status, attempts])).toEqual(
      Array(30).fill(["sent", 1]),
    );
    expect(await shop.planned()).toEqual([]);
  });

  it("a message that was planned twice is sent once, even while its provider is being called", async () => {
    await queued();
    const [due] = await shop.takeDue();
    const { release, calling } = providers.hold();
    const slow = shop.run(due!);
    await calling;
    await shop.run(due!);
    expect((await shop.sent())[0]).toMatchObject({ status: "queued", attempts: 0 });
    release();
    await slow;
    expect((await shop.sent())[0]).toMatchObject({ status: "sent", attempts: 1 });
    expect(smtp.mails).toHaveLength(1);
  });

  it("the number of statements does not grow with the number of messages", async () => {
    const counts: number[] = [];
    for (const customers of [1, 400]) {
      await queued({ customers, provider: "resend" });
      const { rows } = await pool.query<{ shard: number; size: number }>(
        `SELECT shard, cardinality(message_ids) AS size FROM delivery ORDER BY size DESC LIMIT 1`,
      );
      let statements = 0;
      const counted = (client: pg.PoolClient) =>
        new Proxy(client, {
          get: (target, name) => {
            if (name === "query") statements += 1;
            const value: unknown = Reflect.get(target, name);
            return typeof value === "function" ? value.bind(target) : value;
          },
        });
      const counting = { connect: async () => counted(await pool.connect()) } as pg.Pool;
      await shop.worker(
        async (batch) => expect((await batch(rows[0]!.shard))?.messages).toBe(rows[0]!.size),
        counting,
      );
      expect(rows[0]!.size).toBeGreaterThan(customers === 1 ? 0 : 1);
      counts.push(statements);
    }
    expect(counts[1]).toBe(counts[0]);
  });

  it("S4-16: an SMS goes through the gateway with the same care", async () => {
    shop = await new DeliveryFixture(pool).open();
    const templateId = await shop.published("cart-sms");
    await shop.connect("sms", "http", { url: `${http.url}/sms` }, { token: "" });
    const { versionId } = await shop.sending("send-sms", { templateId });
    await shop.abandon(await shop.customers(1));
    await shop.drain();
    await shop.deliver();
    expect(JSON.parse(http.received[0]!.body)).toMatchObject({
      to: "+4915112345678",
      text: expect.stringContaining("your cart is waiting"),
    });
    expect((await shop.totals(versionId))["send/sent"]).toBe(1);
  });

  it("a webhook step calls its address with what the run carries", async () => {
    shop = await new DeliveryFixture(pool).open();
    await shop.sending("call-webhook", { url: `${http.url}/hook`, method: "POST", headers: [], body: "" });
    await shop.abandon(await shop.customers(1));
    await shop.drain();
    await shop.deliver();
    const [request] = http.received;
    expect(request).toMatchObject({ path: "/hook", headers: { "webhook-id": (await shop.sent())[0]!.id } });
    expect(JSON.parse(request!.body)).toMatchObject({ data: { cart: { items: [{ sku: "mug" }] } } });
    expect(await shop.sent()).toMatchObject([{ status: "sent" }]);
  });
});

describe("promise 5: what was committed before the call always wins", () => {
  it("S3-60: a purchase that nobody has handled yet holds the message back, and then ends it", async () => {
    const { customerId, versionId } = await queued();
    await shop.send("PurchaseFinished", [customerId], { total: 4000, currency: "EUR" });
    const [due] = await shop.takeDue();
    await shop.run(due!);
    expect(smtp.mails).toHaveLength(0);
    expect((await shop.sent())[0]).toMatchObject({ status: "queued", attempts: 0, reason: null });
    expect(await shop.planned()).toEqual([300]);
    await shop.pass(300);
    await shop.deliver();
    expect(smtp.mails).toHaveLength(0);
    expect((await shop.sent())[0]).toMatchObject({ status: "skipped", reason: "run_ended" });
    expect(await shop.reports()).toEqual([{ result: "skipped", reason: "run_ended" }]);
    expect((await shop.totals(versionId))["send/skipped:run_ended"]).toBe(1);
  });

  it("an event of somebody else holds nobody back", async () => {
    await queued();
    const [stranger] = await shop.customers(1);
    await shop.send("PurchaseFinished", [stranger!], { total: 1 });
    await shop.deliver();
    expect(smtp.mails).toHaveLength(1);
  });

  it("S2-24: an opt-out 1 ms before is heeded, though the step had already decided to send", async () => {
    const { customerId } = await queued();
    await shop.setConsent(customerId, "email", "denied");
    await shop.deliver();
    expect(smtp.mails).toHaveLength(0);
    expect((await shop.sent())[0]).toMatchObject({ status: "skipped", reason: "no_consent" });
  });

  it("S0-36: with opt-in, silence is no consent; an opt-out from SMS says nothing about e-mail", async () => {
    const { customerId } = await queued();
    await pool.query(
      `UPDATE workspace SET settings = settings || '{"consentPolicy":"opt-in"}' WHERE id = $1`,
      [shop.workspaceId],
    );
    await shop.setConsent(customerId, "sms", "granted");
    await shop.deliver();
    expect((await shop.sent())[0]).toMatchObject({ status: "skipped", reason: "no_consent" });
  });

  it("a pause leaves it queued and says so; resumed, it goes out", async () => {
    const { flowId } = await queued();
    await pool.query(`UPDATE flow SET status = 'paused' WHERE id = $1`, [flowId]);
    await shop.deliver();
    expect((await shop.sent())[0]).toMatchObject({ status: "queued", reason: "flow_paused", attempts: 0 });
    await pool.query(`UPDATE flow SET status = 'live' WHERE id = $1`, [flowId]);
    await shop.pass(30_000);
    await shop.deliver();
    expect((await shop.sent())[0]).toMatchObject({ status: "sent", reason: null });
    expect(smtp.mails).toHaveLength(1);
  });

  it("a stop ends it, as does an address that is gone", async () => {
    const { flowId } = await queued();
    await pool.query(`UPDATE flow SET status = 'stopped' WHERE id = $1`, [flowId]);
    await shop.deliver();
    expect((await shop.sent())[0]).toMatchObject({ status: "skipped", reason: "flow_stopped" });

    const { customerId } = await queued();
    await pool.query(`UPDATE customer SET email = NULL WHERE shard = $1 AND id = $2`, [
      shardOf(customerId),
      customerId,
    ]);
    await shop.deliver();
    expect((await shop.sent())[0]).toMatchObject({ status: "skipped", reason: "no_address" });
  });

  it("uses the address that the customer has now", async () => {
    const { customerId } = await queued();
    await pool.query(`UPDATE customer SET email = 'new@shop.example' WHERE shard = $1 AND id = $2`, [
      shardOf(customerId),
      customerId,
    ]);
    await shop.deliver();
    expect(smtp.mails[0]!.envelope.to).toEqual(["new@shop.example"]);
    expect((await shop.sent())[0]!.recipient).toBe("new@shop.example");
  });

  it("promise 8: what is overdue by more than the flow's limit is a counted skip", async () => {
    const { versionId } = await queued();
    shop.now += 25 * 3_600_000;
    await shop.run((await shop.takeDue())[0]!);
    expect((await shop.sent())[0]).toMatchObject({ status: "skipped", reason: "too_late" });
    await shop.drain();
    expect((await shop.totals(versionId))["send/skipped:too_late"]).toBe(1);
  });
});

describe("frequency caps are kept at the last moment too", () => {
  const cap = { caps: { email: { count: 1, periodMs: 7 * 86_400_000 }, sms: null } };

  it("two messages to the same customer that were both decided before either was sent: one goes, in one batch or in two at once", async () => {
    for (const together of [true, false]) {
      shop = await new DeliveryFixture(pool).open();
      const templateId = await shop.published("cart-reminder");
      await providers.connect(shop, "smtp");
      await shop.sending("send-email", { templateId });
      await shop.sending("send-email", { templateId });
      const customers = await shop.customers(1);
      await shop.abandon(customers);
      await shop.drain();
      await pool.query(`UPDATE workspace SET settings = settings || $2 WHERE id = $1`, [
        shop.workspaceId,
        JSON.stringify(cap),
      ]);
      await shop.takeDue();
      const ids = (await shop.sent()).map(({ id }) => id);
      expect(ids).toHaveLength(2);
      const shard = shardOf(customers[0]!);
      const before = smtp.mails.length;
      if (together) await shop.run({ shard, ids });
      else await Promise.all(ids.map((id) => shop.run({ shard, ids: [id] })));
      expect(smtp.mails.length - before).toBe(1);
      const reasons = (await shop.sent()).map(({ status, reason }) => `${status}:${reason}`).sort();
      expect(reasons).toEqual(["sent:null", "skipped:capped"]);
    }
  });

  it("holds until the next free slot where the workspace says so", async () => {
    const { customers } = await queued({ settings: { capPolicy: "hold" } });
    await shop.deliver();
    expect(smtp.mails).toHaveLength(1);
    const hourly = { caps: { email: { count: 1, periodMs: 3_600_000 }, sms: null } };
    shop.now += 60_000;
    const templateId = await shop.published("cart-reminder");
    await shop.sending("send-email", { templateId });
    await shop.abandon(customers);
    await shop.drain();
    await pool.query(`UPDATE workspace SET settings = settings || $2 WHERE id = $1`, [
      shop.workspaceId,
      JSON.stringify(hourly),
    ]);
    await shop.deliver();
    expect((await shop.sent())[1]).toMatchObject({ status: "queued", reason: "capped" });
    expect(await shop.planned()).toEqual([3_600_000 - 60_000]);
    await shop.pass(3_600_000 - 60_000);
    await shop.deliver();
    expect(smtp.mails).toHaveLength(2);
  });

  it("heeds the flow's own cap", async () => {
    const { versionId } = await queued({ flow: { cap: { count: 1, per: { value: 1, unit: "weeks" } } } });
    const [message] = await shop.sent();
    // Another message of the same flow went out while this one was on its way.
    await pool.query(
      `INSERT INTO message (shard, id, workspace_id, customer_id, flow_id, version_id, run_id, step_id, visit, channel, status, context, created_at, sent_at)
       SELECT shard, gen_random_uuid(), workspace_id, customer_id, flow_id, version_id, gen_random_uuid(), step_id, visit, channel, 'sent', context, created_at, created_at
       FROM message WHERE id = $1`,
      [message!.id],
    );
    await shop.deliver();
    expect((await shop.sent()).find(({ id }) => id === message!.id)).toMatchObject({
      status: "skipped",
      reason: "capped",
    });
    expect((await shop.totals(versionId))["send/skipped:capped"]).toBe(1);
  });
});
