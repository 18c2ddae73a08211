import type pg from "pg";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { MAX_ATTEMPTS } from "@/lib/domain/message/retry";
import { testDatabase } from "@/lib/testing/database";
import type { DeliveryFixture } from "@/lib/testing/delivery-fixture";
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

/** Ends the sessions of all leases, and waits until PostgreSQL has dropped their locks. */
async function cutLeases(): Promise<void> {
  const sessions = `pg_stat_activity WHERE application_name = 'cartograph deliveries' AND datname = current_database()`;
  await pool.query(`SELECT pg_terminate_backend(pid) FROM ${sessions}`);
  while ((await pool.query(`SELECT FROM ${sessions}`)).rowCount)
    await new Promise((done) => setImmediate(done));
}

describe("promise 4: a worker that dies between claiming and recording", () => {
  /** What such a worker leaves behind: messages under a lease that nobody holds. */
  async function interrupted(provider: "smtp" | "resend") {
    const made = await queued({ provider });
    const [due] = await shop.takeDue();
    return { ...made, due: due!, cutOff: { attempt: 1, connectionId: made.connectionId } };
  }

  it("over SMTP ends unknown, is counted, and is not sent again", async () => {
    const { due, cutOff, versionId } = await interrupted("smtp");
    await shop.run(due, cutOff);
    await shop.run(due, cutOff);
    await shop.drain();
    expect(smtp.mails).toHaveLength(0);
    expect((await shop.sent())[0]).toMatchObject({ status: "unknown", reason: "interrupted" });
    expect(await shop.reports()).toEqual([{ result: "unknown", reason: "interrupted" }]);
    expect((await shop.totals(versionId))["send/unknown"]).toBe(1);
  });

  it("over Resend is called again with the same idempotency key", async () => {
    const { due, cutOff } = await interrupted("resend");
    await shop.run(due, cutOff);
    const [message] = await shop.sent();
    expect(http.received.map(({ headers }) => headers["idempotency-key"])).toEqual([message!.id]);
    expect(message).toMatchObject({ status: "sent", attempts: 2 });
  });

  it("over Resend, when the customer has opted out since, says that nobody knows", async () => {
    const { due, cutOff, customerId } = await interrupted("resend");
    await shop.setConsent(customerId, "email", "denied");
    await shop.run(due, cutOff);
    expect(http.received).toHaveLength(0);
    expect((await shop.sent())[0]).toMatchObject({ status: "unknown", reason: "interrupted" });
  });

  it("gives up on a message whose every attempt kills its worker", async () => {
    const { due, cutOff } = await interrupted("resend");
    await shop.run(due, { ...cutOff, attempt: MAX_ATTEMPTS });
    expect(http.received).toHaveLength(0);
    expect((await shop.sent())[0]).toMatchObject({ status: "unknown" });
  });

  it("while it is still alive and only slow, is left alone", async () => {
    await queued();
    const { release, calling } = providers.hold();
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
    const { release, calling } = providers.hold();
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
    const { release, calling } = providers.hold();
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
    const { versionId } = await queued({ provider: "resend" });
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

  it("is rendered again when the machine stood still while it was rendered", async () => {
    await queued();
    let at = 0;
    const clock = vi.spyOn(performance, "now").mockImplementation(() => (at += 1000));
    try {
      await shop.deliver();
    } finally {
      clock.mockRestore();
    }
    expect((await shop.sent())[0]).toMatchObject({
      status: "queued",
      reason: "retry:rendering took too long",
      attempts: 1,
    });
    await shop.pass(300_000);
    await shop.deliver();
    expect((await shop.sent())[0]).toMatchObject({ status: "sent", attempts: 2 });
    expect(smtp.mails).toHaveLength(1);
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
