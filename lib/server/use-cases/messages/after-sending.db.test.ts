import { createHmac } from "node:crypto";
import type pg from "pg";
import twilio from "twilio";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { shardOf } from "@/lib/domain/shard";
import { env } from "@/lib/server/env";
import { testDatabase } from "@/lib/testing/database";
import { DeliveryFixture } from "@/lib/testing/delivery-fixture";
import { HttpSink } from "@/lib/testing/providers/http-sink";
import { SmtpSink } from "@/lib/testing/providers/smtp-sink";
import { showLink, takeLink } from "../unsubscribe/answer-link";
import { followLink } from "./follow-link";
import { getMessage } from "./get-message";
import { listMessages } from "./list-messages";
import { takeResendReport } from "./take-resend-report";
import { takeTwilioReport } from "./take-twilio-report";

// The providers of these tests are real servers on this machine.
process.env.ALLOW_PRIVATE_ADDRESSES = "1";

const WEBHOOK_SECRET = `whsec_${Buffer.alloc(24, 9).toString("base64")}`;
const AUTH_TOKEN = "twilio-token";
let pool: pg.Pool;
let shop: DeliveryFixture;
let smtp: SmtpSink;
let http: HttpSink;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
  smtp = await new SmtpSink().open();
  http = await new HttpSink().open();
  http.answer = (request, response) =>
    void response
      .writeHead(request.path.includes("Messages.json") ? 201 : 200)
      .end(JSON.stringify({ id: "resend-1", sid: "SM1", status: "queued" }));
});
afterAll(async () => {
  await Promise.all([smtp.close(), http.close()]);
});
beforeEach(async () => {
  await pool.query("DELETE FROM delivery");
  shop = await new DeliveryFixture(pool).open();
});

/** One message that went out. */
async function sent(provider: "smtp" | "resend" | "twilio" = "smtp") {
  const sender = { fromAddress: "shop@harbour.example" };
  const connectionId =
    provider === "smtp"
      ? await shop.connect("email", "smtp", {
          ...sender,
          host: "127.0.0.1",
          port: smtp.port,
          security: "none",
        })
      : provider === "resend"
        ? await shop.connect(
            "email",
            "resend",
            { ...sender, baseUrl: http.url },
            { apiKey: "re_x", webhookSecret: WEBHOOK_SECRET },
          )
        : await shop.connect(
            "sms",
            "twilio",
            { accountSid: `AC${"0".repeat(32)}`, from: "Harbour", baseUrl: http.url },
            { authToken: AUTH_TOKEN },
          );
  const sms = provider === "twilio";
  const templateId = await shop.published(sms ? "cart-sms" : "cart-reminder");
  const { flowId, versionId } = await shop.sending(sms ? "send-sms" : "send-email", { templateId });
  const [customerId] = await shop.customers(1);
  await shop.abandon([customerId!], { cartUrl: "https://shop.example/cart?a=1&b=2" });
  await shop.drain();
  await shop.deliver();
  const message = (await shop.sent()).find(
    (one) => one.customer_id === customerId && one.connection_id === connectionId,
  );
  expect(message!.status).toBe("sent");
  return { message: message!, customerId: customerId!, connectionId, flowId, versionId };
}
const consentOf = async (customerId: string) => {
  const { rows } = await pool.query(`SELECT consent FROM customer WHERE shard = $1 AND id = $2`, [
    shardOf(customerId),
    customerId,
  ]);
  return rows[0].consent as Record<string, { state: string; source: string }>;
};
const token = (value: string) => ({ params: Promise.resolve({ token: value }) });
const linkIn = (html: string, path: "u" | "t") =>
  new RegExp(`${env().APP_URL}/${path}/([A-Za-z0-9_-]+)`).exec(html)?.[1] ?? "";

describe("RFC 8058: unsubscribing", () => {
  it("a mail client's one click, without cookies, takes effect at once and ends the run", async () => {
    const { customerId } = await sent();
    const mail = smtp.mails.at(-1)!;
    const header = /^List-Unsubscribe: <([^>]+)>/m.exec(mail.raw.replaceAll(/\r?\n(?=[ \t])/g, ""))![1]!;
    expect(mail.html).toContain(header);
    const value = header.split("/u/")[1]!;
    const request = new Request(header, {
      method: "POST",
      body: "List-Unsubscribe=One-Click",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    const answer = await takeLink(request, token(value));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("location")).toBeNull();
    expect(await consentOf(customerId)).toMatchObject({
      email: { state: "denied", source: "unsubscribe link" },
    });
    await shop.drain();
    expect((await shop.runs())[0]).toMatchObject({ status: "exited", end_reason: "opted_out" });
    // Once more says nothing new.
    await takeLink(new Request(header, { method: "POST" }), token(value));
    const { rowCount } = await pool.query(
      `SELECT FROM event WHERE workspace_id = $1 AND name = 'customer.updated'`,
      [shop.workspaceId],
    );
    expect(rowCount).toBe(1);
  });

  it("opening the link asks first and changes nothing; its button does", async () => {
    const { customerId } = await sent();
    const value = linkIn(smtp.mails.at(-1)!.html || "", "u");
    const page = await showLink(new Request(`${env().APP_URL}/u/${value}`), token(value));
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<form method="post">');
    expect(await consentOf(customerId)).toEqual({});
    const done = await takeLink(new Request(`${env().APP_URL}/u/${value}`, { method: "POST" }), token(value));
    expect(await done.text()).toContain("You are unsubscribed");
    expect((await consentOf(customerId)).email!.state).toBe("denied");
  });

  it("a changed, foreign or made-up link does nothing", async () => {
    const { customerId } = await sent();
    const value = linkIn(smtp.mails.at(-1)!.html || "", "u");
    const click = linkIn(smtp.mails.at(-1)!.html || "", "t");
    const changed = `${value.slice(0, 30)}${value[30] === "A" ? "B" : "A"}${value.slice(31)}`;
    for (const bad of [changed, click, "x", "", "AAAA".repeat(30), "%00", value.slice(0, -1)]) {
      const answer = await takeLink(new Request(`${env().APP_URL}/u/x`, { method: "POST" }), token(bad));
      expect(answer.status).toBe(404);
    }
    expect(await consentOf(customerId)).toEqual({});
    expect(
      (await takeLink(new Request(`${env().APP_URL}/u/example`, { method: "POST" }), token("example")))
        .status,
    ).toBe(200);
  });
});

describe("S2-27: clicks", () => {
  it("are noted once and lead to exactly the address in the mail", async () => {
    const { versionId, message } = await sent();
    const value = linkIn(smtp.mails.at(-1)!.html || "", "t");
    const url = `${env().APP_URL}/t/${value}`;
    await followLink(new Request(url, { method: "HEAD" }), token(value));
    expect((await shop.sent())[0]!.clicked_at).toBeNull();
    for (let time = 0; time < 2; time++) {
      const answer = await followLink(new Request(url), token(value));
      expect(answer.status).toBe(302);
      expect(answer.headers.get("location")).toBe("https://shop.example/cart?a=1&b=2");
    }
    expect((await shop.sent())[0]!.clicked_at).not.toBeNull();
    await shop.drain();
    expect(await shop.reports()).toEqual([{ result: "sent" }, { result: "clicked" }]);
    expect((await shop.totals(versionId))["send/clicked"]).toBe(1);
    await pool.query(`DELETE FROM message WHERE id = $1`, [message.id]);
    expect((await followLink(new Request(url), token(value))).status).toBe(302);
  });

  it("lead nowhere when the link is not ours", async () => {
    const { message } = await sent();
    const value = linkIn(smtp.mails.at(-1)!.html || "", "t");
    for (const bad of [
      `${value}A`,
      value.slice(2),
      linkIn(smtp.mails.at(-1)!.html || "", "u"),
      "https://evil.example",
    ]) {
      const answer = await followLink(new Request(`${env().APP_URL}/t/x`), token(bad));
      expect(answer.status).toBe(404);
      expect(answer.headers.get("location")).toBeNull();
    }
    expect((await shop.sent()).find(({ id }) => id === message.id)!.clicked_at).toBeNull();
  });
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
    const { message, connectionId, versionId } = await sent("resend");
    for (const type of ["email.delivered", "email.delivered", "email.opened"]) {
      expect((await report(connectionId, about(message.id, type))).status).toBe(204);
    }
    expect((await shop.sent())[0]).toMatchObject({ status: "delivered" });
    await shop.drain();
    expect((await shop.reports()).map(({ result }) => result)).toEqual(["sent", "delivered", "opened"]);
    expect((await shop.totals(versionId))["send/delivered"]).toBe(1);
  });

  it("a bounce is a failure with its reason; a complaint is an opt-out", async () => {
    const { message, connectionId, customerId } = await sent("resend");
    await report(
      connectionId,
      about(message.id, "email.bounced", { bounce: { message: "mailbox is gone" } }),
    );
    expect((await shop.sent())[0]).toMatchObject({ status: "failed", reason: "bounced:mailbox is gone" });
    expect(await consentOf(customerId)).toEqual({});
    const other = await sent("resend");
    await report(other.connectionId, about(other.message.id, "email.complained"));
    expect(await consentOf(other.customerId)).toMatchObject({
      email: { state: "denied", source: "spam complaint" },
    });
  });

  it("is refused with a wrong signature, an old one, or for another's connection", async () => {
    const { message, connectionId } = await sent("resend");
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
    const { message, connectionId } = await sent("twilio");
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
    const { connectionId, customerId } = await sent("twilio");
    const { shardOfIdentity } = await import("@/lib/domain/customer/identity");
    const identity = { kind: "phone" as const, value: "+4915112345678" };
    await pool.query(
      `INSERT INTO customer_identity (shard, workspace_id, kind, value, customer_id, customer_shard) VALUES ($1, $2, 'phone', $3, $4, $5)`,
      [shardOfIdentity(identity), shop.workspaceId, identity.value, customerId, shardOf(customerId)],
    );
    await report(connectionId, null, { From: "+4915112345678", Body: "Thanks, please stop by" });
    expect(await consentOf(customerId)).toEqual({});
    await report(connectionId, null, { From: "+4915112345678", Body: " Stop. " });
    expect(await consentOf(customerId)).toMatchObject({ sms: { state: "denied", source: "STOP by SMS" } });
    await shop.drain();
    expect((await shop.runs())[0]).toMatchObject({ end_reason: "opted_out" });
  });
});

describe("looking at messages", () => {
  it("shows one as it was rendered, though template and brand have changed since, with its history", async () => {
    const { message, customerId, flowId } = await sent();
    await pool.query(`UPDATE customer SET first_name = 'Somebody else' WHERE id = $1`, [customerId]);
    const found = await getMessage({ actor: shop.actor, params: { id: message.id } });
    expect(found).toMatchObject({
      id: message.id,
      status: "sent",
      to: "shopper@shop.example",
      subject: "You left something behind",
      flow: { id: flowId, name: "Flow" },
      template: { version: 1 },
      provider: { provider: "smtp", messageId: "TEST1" },
      vouchers: [],
      history: [{ what: "Decided by the flow" }, { what: "Taken by the provider" }],
    });
    expect(found.html).toContain("Mug");
    expect(found.html).not.toMatch(/\/t\/|\/u\/(?!example)/);
    expect(found.text).toContain("Hello there");
    expect(found.headers).toHaveLength(2);
  });

  it("shows one that could not be rendered, with what became of it", async () => {
    const { message } = await sent();
    const call = { url: "https://crm.example/", method: "POST", headers: {}, body: "{% for %}" };
    await pool.query(
      `UPDATE message SET channel = 'webhook', template_version_id = NULL, status = 'failed', reason = 'template_error:illegal tag',
         context = (context::jsonb || jsonb_build_object('webhook', $2::jsonb))::json WHERE id = $1`,
      [message.id, JSON.stringify(call)],
    );
    const found = await getMessage({ actor: shop.actor, params: { id: message.id } });
    expect(found).toMatchObject({ status: "failed", text: "", reason: { code: "template_error" } });
  });

  it("finds them by customer, channel, status, reason and flow, in pages that leave nothing out", async () => {
    const { flowId } = await sent();
    const customers = await shop.customers(12);
    await shop.abandon(customers);
    await shop.drain();
    for (const customerId of customers.slice(0, 5)) await shop.setConsent(customerId, "email", "denied");
    await shop.deliver();
    const list = (query: object) => listMessages({ actor: shop.actor, query: { limit: 5, ...query } });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ ...(cursor ? { cursor } : {}) });
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(13);
    expect(new Set(seen).size).toBe(13);
    expect((await list({ status: "skipped" })).data.map(({ reason }) => reason?.code)).toEqual(
      Array(5).fill("no_consent"),
    );
    expect((await list({ reason: "no_consent", flow: flowId, channel: "email" })).data).toHaveLength(5);
    expect((await list({ channel: "sms" })).data).toEqual([]);
    expect((await list({ customer: customers[0]! })).data).toMatchObject([
      { status: "skipped", reason: { label: "No consent" } },
    ]);
    await expect(list({ customer: "nobody" })).rejects.toMatchObject({ code: "not_found" });
  });

  it("another workspace's message does not exist", async () => {
    const { message, customerId } = await sent();
    const stranger = await new DeliveryFixture(pool).open();
    await expect(getMessage({ actor: stranger.actor, params: { id: message.id } })).rejects.toMatchObject({
      code: "not_found",
    });
    expect((await listMessages({ actor: stranger.actor, query: { limit: 5 } })).data).toEqual([]);
    await expect(
      listMessages({ actor: stranger.actor, query: { limit: 5, customer: customerId } }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});
