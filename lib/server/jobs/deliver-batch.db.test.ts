import type pg from "pg";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { MAX_ATTEMPTS } from "@/lib/domain/message/retry";
import { shardOf } from "@/lib/domain/shard";
import { testDatabase } from "@/lib/testing/database";
import { DeliveryFixture } from "@/lib/testing/delivery-fixture";
import { HttpSink } from "@/lib/testing/providers/http-sink";
import { SmtpSink } from "@/lib/testing/providers/smtp-sink";

// The providers of these tests are real servers on this machine.
process.env.ALLOW_PRIVATE_ADDRESSES = "1";

let pool: pg.Pool;
let shop: DeliveryFixture;
let smtp: SmtpSink;
let http: HttpSink;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  await pool.query("DELETE FROM delivery");
  smtp = await new SmtpSink().open();
  http = await new HttpSink().open();
  http.answer = (_request, response) =>
    void response.writeHead(200).end(JSON.stringify({ id: `resend-${http.received.length}` }));
});
afterEach(async () => {
  await Promise.all([smtp.close(), http.close()]);
});

const SENDER = { fromAddress: "shop@harbour.example", fromName: "Harbour" };
const bySmtp = () =>
  shop.connect(
    "email",
    "smtp",
    { ...SENDER, host: "127.0.0.1", port: smtp.port, security: "none" },
    { password: "" },
  );
const byResend = () =>
  shop.connect("email", "resend", { ...SENDER, baseUrl: http.url }, { apiKey: "re_test", webhookSecret: "" });

/** Makes the provider wait with its answer. `calling`: it has been called. */
function holdProvider(): { release: () => void; calling: Promise<void> } {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const calling = new Promise<void>((reached) => {
    smtp.beforeAnswer = () => {
      reached();
      return held;
    };
  });
  return { release, calling };
}

/** Ends the sessions of all leases, and waits until PostgreSQL has dropped their locks. */
async function cutLeases(): Promise<void> {
  const sessions = `pg_stat_activity WHERE application_name = 'cartograph deliveries' AND datname = current_database()`;
  await pool.query(`SELECT pg_terminate_backend(pid) FROM ${sessions}`);
  while ((await pool.query(`SELECT FROM ${sessions}`)).rowCount)
    await new Promise((done) => setImmediate(done));
}

/** A shop with an e-mail flow, and one customer whose message waits to be delivered. */
async function queued(
  options: {
    settings?: Record<string, unknown>;
    flow?: Record<string, unknown>;
    connect?: () => Promise<string>;
    customers?: number;
  } = {},
) {
  shop = await new DeliveryFixture(pool).open(options.settings);
  const templateId = await shop.published("cart-reminder");
  const connectionId = await (options.connect ?? bySmtp)();
  const { flowId, versionId } = await shop.sending("send-email", { templateId }, options.flow);
  const customers = await shop.customers(options.customers ?? 1);
  await shop.abandon(customers);
  await shop.drain();
  expect(await shop.sent()).toHaveLength(customers.length);
  return { flowId, versionId, customers, customerId: customers[0]!, connectionId };
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
    const { release, calling } = holdProvider();
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
      await queued({ customers, connect: byResend });
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
      await bySmtp();
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

describe("promise 4: a worker that dies between claiming and recording", () => {
  /** What such a worker leaves behind: messages under a lease that nobody holds. */
  async function interrupted(connect: () => Promise<string>) {
    const made = await queued({ connect });
    const [due] = await shop.takeDue();
    return { ...made, due: due!, cutOff: { attempt: 1, connectionId: made.connectionId } };
  }

  it("over SMTP ends unknown, is counted, and is not sent again", async () => {
    const { due, cutOff, versionId } = await interrupted(bySmtp);
    await shop.run(due, cutOff);
    await shop.run(due, cutOff);
    await shop.drain();
    expect(smtp.mails).toHaveLength(0);
    expect((await shop.sent())[0]).toMatchObject({ status: "unknown", reason: "interrupted" });
    expect(await shop.reports()).toEqual([{ result: "unknown", reason: "interrupted" }]);
    expect((await shop.totals(versionId))["send/unknown"]).toBe(1);
  });

  it("over Resend is called again with the same idempotency key", async () => {
    const { due, cutOff } = await interrupted(byResend);
    await shop.run(due, cutOff);
    const [message] = await shop.sent();
    expect(http.received.map(({ headers }) => headers["idempotency-key"])).toEqual([message!.id]);
    expect(message).toMatchObject({ status: "sent", attempts: 2 });
  });

  it("over Resend, when the customer has opted out since, says that nobody knows", async () => {
    const { due, cutOff, customerId } = await interrupted(byResend);
    await shop.setConsent(customerId, "email", "denied");
    await shop.run(due, cutOff);
    expect(http.received).toHaveLength(0);
    expect((await shop.sent())[0]).toMatchObject({ status: "unknown", reason: "interrupted" });
  });

  it("gives up on a message whose every attempt kills its worker", async () => {
    const { due, cutOff } = await interrupted(byResend);
    await shop.run(due, { ...cutOff, attempt: MAX_ATTEMPTS });
    expect(http.received).toHaveLength(0);
    expect((await shop.sent())[0]).toMatchObject({ status: "unknown" });
  });

  it("while it is still alive and only slow, is left alone", async () => {
    await queued();
    const { release, calling } = holdProvider();
    const slow = shop.deliver();
    await calling;
    expect(await shop.planned()).toEqual([30_000]);
    shop.now += 30_000;
    await shop.deliver();
    expect((await shop.sent())[0]).toMatchObject({ status: "queued", attempts: 0 });
    expect(await shop.planned()).toEqual([30_000]);
    release();
    await slow;
    expect((await shop.sent())[0]).toMatchObject({ status: "sent", attempts: 1 });
    expect(await shop.planned()).toEqual([]);
  });

  it("when only its database session was cut off, what its provider said still wins", async () => {
    await queued();
    const { release, calling } = holdProvider();
    const cut = shop.deliver();
    await calling;
    await cutLeases();
    shop.now += 30_000;
    await shop.deliver();
    expect((await shop.sent())[0]).toMatchObject({ status: "unknown", reason: "interrupted" });
    release();
    await cut;
    expect((await shop.sent())[0]).toMatchObject({ status: "sent", reason: null, attempts: 1 });
    expect(smtp.mails).toHaveLength(1);
    expect(await shop.planned()).toEqual([]);
  });

  it("what could not be recorded is not kept from others by the worker that goes on living", async () => {
    await queued();
    const { release, calling } = holdProvider();
    const broken = shop.deliver().then(
      () => "recorded",
      () => "failed",
    );
    await calling;
    await pool.query(`ALTER TABLE message ADD CONSTRAINT full_disk CHECK (status <> 'sent') NOT VALID`);
    try {
      release();
      expect(await broken).toBe("failed");
    } finally {
      await pool.query(`ALTER TABLE message DROP CONSTRAINT full_disk`);
    }
    shop.now += 30_000;
    await shop.deliver();
    expect((await shop.sent())[0]).toMatchObject({ status: "unknown", reason: "interrupted" });
    expect(await shop.planned()).toEqual([]);
  });

  it("a connection that breaks after DATA ends unknown in the same way", async () => {
    smtp.onMessage = "hang-up";
    await queued();
    await shop.deliver();
    expect((await shop.sent())[0]).toMatchObject({
      status: "unknown",
      reason: expect.stringMatching(/^interrupted:/),
    });
    expect(await shop.planned()).toEqual([]);
  });
});

describe("what the provider does not take", () => {
  it("is tried again when it asks, at the time it asks for, and not before", async () => {
    const { versionId } = await queued({ connect: byResend });
    http.answer = (_request, response) =>
      void response
        .writeHead(429, { "retry-after": "90" })
        .end(JSON.stringify({ name: "rate_limit_exceeded", message: "slow down", statusCode: 429 }));
    await shop.deliver();
    expect((await shop.sent())[0]).toMatchObject({
      status: "queued",
      attempts: 1,
      reason: expect.stringMatching(/^retry:.*slow down/),
    });
    expect(await shop.planned()).toEqual([90_000]);
    http.answer = (_request, response) => void response.writeHead(200).end('{"id":"r2"}');
    shop.now += 89_999;
    expect(await shop.deliver()).toBe(0);
    shop.now += 1;
    await shop.deliver();
    expect((await shop.sent())[0]).toMatchObject({
      status: "sent",
      attempts: 2,
      reason: null,
      provider_message_id: "r2",
    });
    expect((await shop.totals(versionId))["send/sent"]).toBe(1);
  });

  it("fails after the last attempt, with each wait longer than the one before", async () => {
    const { versionId } = await queued({ flow: { lateLimit: { value: 7, unit: "days" } } });
    smtp.onRecipient = "busy";
    const waits: number[] = [];
    for (;;) {
      await shop.deliver();
      const [next] = await shop.planned();
      if (next === undefined) break;
      waits.push(next);
      shop.now += next;
    }
    expect(waits).toHaveLength(MAX_ATTEMPTS - 1);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect((await shop.sent())[0]).toMatchObject({
      status: "failed",
      attempts: MAX_ATTEMPTS,
      reason: expect.stringMatching(/^gave_up:.*greylisted/),
    });
    expect((await shop.totals(versionId))["send/failed"]).toBe(1);
  });

  it("is not tried again when it is refused for good", async () => {
    smtp.onRecipient = "refuse";
    await queued();
    await shop.deliver();
    expect((await shop.sent())[0]).toMatchObject({
      status: "failed",
      reason: expect.stringMatching(/^rejected:.*no such user/),
    });
    expect(await shop.planned()).toEqual([]);
  });

  it("one bad message stops nobody: a version that cannot be rendered fails alone", async () => {
    await queued({ customers: 3 });
    const [bad] = await shop.sent();
    await pool.query(`UPDATE message SET template_version_id = gen_random_uuid() WHERE id = $1`, [bad!.id]);
    await shop.deliver();
    expect(smtp.mails).toHaveLength(2);
    expect((await shop.sent()).find(({ id }) => id === bad!.id)).toMatchObject({
      status: "failed",
      reason: expect.stringMatching(/^template_error:/),
    });
  });

  it("waits while no connection is the default, and goes out when one is", async () => {
    const { connectionId } = await queued();
    await pool.query(`UPDATE channel_connection SET enabled = false WHERE id = $1`, [connectionId]);
    await shop.deliver();
    expect((await shop.sent())[0]).toMatchObject({ status: "queued", reason: "no_channel", attempts: 0 });
    await pool.query(`UPDATE channel_connection SET enabled = true WHERE id = $1`, [connectionId]);
    await shop.pass(300_000);
    await shop.deliver();
    expect(smtp.mails).toHaveLength(1);
  });
});
