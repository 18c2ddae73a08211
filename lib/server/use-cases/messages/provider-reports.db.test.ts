import { createHmac } from "node:crypto";
import type pg from "pg";
import twilio from "twilio";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { shardOf } from "@/lib/domain/shard";
import { env } from "@/lib/server/env";
import { testDatabase } from "@/lib/testing/database";
import { DeliveryFixture } from "@/lib/testing/delivery-fixture";
import { AUTH_TOKEN, SentFixture, takingProviders, WEBHOOK_SECRET } from "@/lib/testing/sent-fixture";
import { takeResendReport } from "./take-resend-report";
import { takeTwilioReport } from "./take-twilio-report";

// The providers of these tests are real servers on this machine.
process.env.ALLOW_PRIVATE_ADDRESSES = "1";

let pool: pg.Pool;
let shop: SentFixture;
let providers: Awaited<ReturnType<typeof takingProviders>>;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
  providers = await takingProviders();
});
afterAll(() => providers.close());
beforeEach(async () => {
  await pool.query("DELETE FROM delivery");
  shop = await new SentFixture(pool, providers).open();
});

describe("what Resend reports", () => {
  function report(connectionId: string, body: unknown, secret = WEBHOOK_SECRET, age = 0) {
    const payload = JSON.stringify(body);
    const timestamp = String(Math.floor(Date.now() / 1000) - age);
    const key = Buffer.from(secret.slice("whsec_".length), "base64");
    const mac = createHmac("sha256", key).update(`msg_1.${timestamp}.${payload}`).digest("base64");
    const headers = { "svix-id": "msg_1", "svix-timestamp": timestamp, "svix-signature": `v1,${mac}` };
    return takeResendReport(
      new Request(`${env().APP_URL}/hooks/resend/${connectionId}`, {
        method: "POST",
        body: payload,
        headers,
      }),
      {
        params: Promise.resolve({ connectionId }),
      },
    );
  }
  const about = (id: string, type: string, more: object = {}) => ({
    type,
    created_at: "",
    data: { email_id: "resend-1", tags: { message_id: id }, ...more },
  });

  it("is noted: delivered, then opened; told twice, counted once", async () => {
    const { message, connectionId, versionId } = await shop.oneSent("resend");
    for (const type of ["email.delivered", "email.delivered", "email.opened"]) {
      expect((await report(connectionId, about(message.id, type))).status).toBe(204);
    }
    expect((await shop.sent())[0]).toMatchObject({ status: "delivered" });
    await shop.drain();
    expect((await shop.reports()).map(({ result }) => result)).toEqual(["sent", "delivered", "opened"]);
    expect((await shop.totals(versionId))["send/delivered"]).toBe(1);
  });

  it("a bounce is a failure with its reason; a complaint is an opt-out", async () => {
    const { message, connectionId, customerId } = await shop.oneSent("resend");
    await report(
      connectionId,
      about(message.id, "email.bounced", { bounce: { message: "mailbox is gone" } }),
    );
    expect((await shop.sent())[0]).toMatchObject({ status: "failed", reason: "bounced:mailbox is gone" });
    expect(await shop.consentOf(customerId)).toEqual({});
    const other = await shop.oneSent("resend");
    await report(other.connectionId, about(other.message.id, "email.complained"));
    expect(await shop.consentOf(other.customerId)).toMatchObject({
      email: { state: "denied", source: "spam complaint" },
    });
  });

  it("is refused with a wrong signature, an old one, or for another's connection", async () => {
    const { message, connectionId } = await shop.oneSent("resend");
    const body = about(message.id, "email.delivered");
    expect((await report(connectionId, body, `whsec_${Buffer.alloc(24, 1).toString("base64")}`)).status).toBe(
      401,
    );
    expect((await report(connectionId, body, WEBHOOK_SECRET, 3600)).status).toBe(401);
    expect((await report("0190a1b2-0000-7000-8000-000000000001", body)).status).toBe(404);
    expect((await report("not-an-id", body)).status).toBe(404);
    // Signed well, but the message went through another shop's connection.
    const stranger = await new DeliveryFixture(pool).open();
    const theirs = await stranger.connect(
      "email",
      "resend",
      { fromAddress: "a@b.example" },
      { apiKey: "re", webhookSecret: WEBHOOK_SECRET },
    );
    expect((await report(theirs, body)).status).toBe(204);
    expect((await shop.sent())[0]).toMatchObject({ status: "sent" });
    expect((await report(connectionId, { type: "email.delivered", data: {} })).status).toBe(204);
  });
});

describe("what Twilio reports", () => {
  function report(
    connectionId: string,
    messageId: string | null,
    form: Record<string, string>,
    authToken = AUTH_TOKEN,
  ) {
    const url = `${env().APP_URL}/hooks/twilio/${connectionId}${messageId ? `?message=${messageId}` : ""}`;
    const signature = twilio.getExpectedTwilioSignature(authToken, url, form);
    const request = new Request(url, {
      method: "POST",
      body: new URLSearchParams(form),
      headers: { "x-twilio-signature": signature },
    });
    return takeTwilioReport(request, { params: Promise.resolve({ connectionId }) });
  }

  it("is noted when it is signed, and refused when it is not", async () => {
    const { message, connectionId } = await shop.oneSent("twilio");
    expect((await report(connectionId, message.id, { MessageStatus: "delivered" }, "another")).status).toBe(
      401,
    );
    expect((await shop.sent())[0]!.status).toBe("sent");
    expect((await report(connectionId, message.id, { MessageStatus: "delivered" })).status).toBe(200);
    expect((await shop.sent())[0]).toMatchObject({ status: "delivered" });
    await report(connectionId, message.id, { MessageStatus: "undelivered", ErrorCode: "30003" });
    expect((await shop.sent())[0]).toMatchObject({ status: "failed", reason: "bounced:30003" });
  });

  it("S2-21: a customer who answers STOP gets no more SMS, and leaves the flow", async () => {
    const { connectionId, customerId } = await shop.oneSent("twilio");
    const { shardOfIdentity } = await import("@/lib/domain/customer/identity");
    const identity = { kind: "phone" as const, value: "+4915112345678" };
    await pool.query(
      `INSERT INTO customer_identity (shard, workspace_id, kind, value, customer_id, customer_shard) VALUES ($1, $2, 'phone', $3, $4, $5)`,
      [shardOfIdentity(identity), shop.workspaceId, identity.value, customerId, shardOf(customerId)],
    );
    await report(connectionId, null, { From: "+4915112345678", Body: "Thanks, please stop by" });
    expect(await shop.consentOf(customerId)).toEqual({});
    await report(connectionId, null, { From: "+4915112345678", Body: " Stop. " });
    expect(await shop.consentOf(customerId)).toMatchObject({
      sms: { state: "denied", source: "STOP by SMS" },
    });
    await shop.drain();
    expect((await shop.runs())[0]).toMatchObject({ end_reason: "opted_out" });
  });
});
