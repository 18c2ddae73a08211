import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sampleContext } from "@/lib/domain/message/sample-context";
import { HttpSink } from "@/lib/testing/providers/http-sink";
import { SmtpSink } from "@/lib/testing/providers/smtp-sink";
import type { OpenConnection, OutgoingMessage } from "./channel";
import { unsubscribeHeaders } from "./mail-headers";
import { CHANNELS } from "./registry";
import { callWebhook } from "./webhook";

// Rendering is a matter of milliseconds, but on a machine that does ten other things.
vi.setConfig({ testTimeout: 60_000 });

// The real HTTP and SMTP servers below are on this machine.
process.env.ALLOW_PRIVATE_ADDRESSES = "1";

const message: OutgoingMessage = {
  id: "0190a1b2-0000-7000-8000-0000000000aa",
  to: "ann@shop.example",
  subject: "Grüße, Ann",
  html: "<p>Hello <b>Ann</b></p>",
  text: "Hello Ann",
  headers: unsubscribeHeaders("https://app.example/u/token"),
};
const SENDER = {
  fromName: 'Harbour "Goods"',
  fromAddress: "shop@harbour.example",
  replyTo: "help@harbour.example",
};

function connection(
  provider: OpenConnection["provider"],
  config: object,
  secrets: Record<string, string> = {},
): OpenConnection {
  return {
    id: crypto.randomUUID(),
    workspaceId: crypto.randomUUID(),
    provider,
    name: provider,
    config: { ...config },
    secrets,
  };
}

describe("SMTP", () => {
  let sink: SmtpSink;
  beforeEach(async () => {
    sink = await new SmtpSink().open();
  });
  afterEach(() => sink.close());
  const smtp = (config: object = {}, secrets: Record<string, string> = {}) =>
    connection(
      "smtp",
      { ...SENDER, host: "127.0.0.1", port: sink.port, security: "none", ...config },
      secrets,
    );

  it("RFC 8058: hands over a whole mail, with both parts and the unsubscribe headers", async () => {
    const result = await CHANNELS.smtp.send(message, smtp());
    expect(result).toMatchObject({ kind: "accepted", providerMessageId: "TEST1" });
    const mail = sink.mails[0]!;
    expect(mail.envelope).toEqual({ from: "shop@harbour.example", to: ["ann@shop.example"] });
    expect(mail.subject).toBe("Grüße, Ann");
    expect(mail.html).toContain("<b>Ann</b>");
    expect(mail.text?.trim()).toBe("Hello Ann");
    expect(mail.from?.text).toContain("Harbour");
    expect(mail.replyTo?.text).toBe("help@harbour.example");
    expect(mail.messageId).toBe(`<${message.id}@harbour.example>`);
    expect(mail.raw).toMatch(/^List-Unsubscribe: <https:\/\/app\.example\/u\/token>\r?$/m);
    expect(mail.raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
  });

  it("promise 4: a connection that breaks after the message was handed over is unknown, never tried again", async () => {
    sink.onMessage = "hang-up";
    expect(await CHANNELS.smtp.send(message, smtp())).toMatchObject({ kind: "unknown" });
    expect(CHANNELS.smtp.idempotent(smtp())).toBe(false);
    expect(sink.mails).toHaveLength(0);
  });

  it("a connection that breaks before that is safe to try again", async () => {
    sink.onRecipient = "hang-up";
    expect(await CHANNELS.smtp.send(message, smtp())).toMatchObject({ kind: "retry" });
  });

  it("tells a refusal for good from one for now, at the recipient and after the message", async () => {
    sink.onRecipient = "refuse";
    expect(await CHANNELS.smtp.send(message, smtp())).toMatchObject({
      kind: "rejected",
      reason: expect.stringContaining("no such user"),
    });
    sink.onRecipient = "busy";
    expect(await CHANNELS.smtp.send(message, smtp())).toMatchObject({
      kind: "retry",
      reason: expect.stringContaining("greylisted"),
    });
    sink.onRecipient = "accept";
    sink.onMessage = "refuse";
    expect(await CHANNELS.smtp.send(message, smtp())).toMatchObject({
      kind: "rejected",
      reason: expect.stringContaining("spam"),
    });
    sink.onMessage = "busy";
    expect(await CHANNELS.smtp.send(message, smtp())).toMatchObject({
      kind: "retry",
      reason: expect.stringContaining("later"),
    });
  });

  it("a server that is not there, or a wrong password, is tried again", async () => {
    const gone = smtp();
    await sink.close();
    expect(await CHANNELS.smtp.send(message, gone)).toMatchObject({ kind: "retry" });
    sink = await new SmtpSink({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (auth, _session, done) =>
        auth.password === "right" ? done(null, { user: "u" }) : done(new Error("wrong password")),
    }).open();
    const signedIn = smtp({ username: "u" }, { password: "right" });
    expect(await CHANNELS.smtp.send(message, smtp({ username: "u" }, { password: "wrong" }))).toMatchObject({
      kind: "retry",
    });
    expect(await CHANNELS.smtp.send(message, signedIn)).toMatchObject({ kind: "accepted" });
  });

  it("uses a connection again for the next mail, and opens another when the server has hung up", async () => {
    const same = smtp();
    await CHANNELS.smtp.send(message, same);
    await CHANNELS.smtp.send(message, same);
    expect(sink.connections).toBe(1);
    sink.hangUp();
    expect(await CHANNELS.smtp.send(message, same)).toMatchObject({ kind: "accepted" });
    expect(sink.mails).toHaveLength(3);
  });

  it("does not let a name or a header smuggle in another header", async () => {
    const sly = {
      ...message,
      subject: "Hi\r\nBcc: a@b.example",
      headers: { "X-Note": "a\r\nBcc: c@d.example" },
    };
    await CHANNELS.smtp.send(sly, smtp({ fromName: "Shop\r\nBcc: e@f.example" }));
    const mail = sink.mails[0]!;
    expect(mail.bcc).toBeUndefined();
    expect(mail.envelope.to).toEqual(["ann@shop.example"]);
  });
});

describe("HTTP providers", () => {
  let sink: HttpSink;
  beforeEach(async () => {
    sink = await new HttpSink().open();
  });
  afterEach(() => sink.close());
  const json = (status: number, body: unknown, headers: Record<string, string> = {}): HttpSink["answer"] => {
    return (_request, response) =>
      void response
        .writeHead(status, { "content-type": "application/json", ...headers })
        .end(JSON.stringify(body));
  };
  const breaks: HttpSink["answer"] = (_request, response) => void response.socket?.destroy();

  describe("Resend", () => {
    const resend = () => connection("resend", { ...SENDER, baseUrl: sink.url }, { apiKey: "re_test" });

    it("is called with the message's id as idempotency key, and everything a mail needs", async () => {
      sink.answer = json(200, { id: "resend-1" });
      expect(await CHANNELS.resend.send(message, resend())).toMatchObject({
        kind: "accepted",
        providerMessageId: "resend-1",
      });
      const [request] = sink.received;
      expect(request).toMatchObject({ method: "POST", path: "/emails" });
      expect(request!.headers).toMatchObject({
        authorization: "Bearer re_test",
        "idempotency-key": message.id,
      });
      expect(JSON.parse(request!.body)).toMatchObject({
        from: '"Harbour Goods" <shop@harbour.example>',
        to: ["ann@shop.example"],
        subject: message.subject,
        html: message.html,
        text: message.text,
        reply_to: "help@harbour.example",
        headers: message.headers,
        tags: [{ name: "message_id", value: message.id }],
      });
    });

    it.each([
      [
        429,
        { name: "rate_limit_exceeded", message: "slow down", statusCode: 429 },
        { kind: "retry", retryAfterMs: 7000 },
      ],
      [500, { name: "internal_server_error", message: "oops", statusCode: 500 }, { kind: "retry" }],
      [401, { name: "missing_api_key", message: "no key", statusCode: 401 }, { kind: "retry" }],
      [409, { name: "concurrent_idempotent_requests", message: "wait", statusCode: 409 }, { kind: "retry" }],
      [
        422,
        { name: "validation_error", message: "bad to", statusCode: 422 },
        { kind: "rejected", permanent: true },
      ],
    ])("answers to %s with the right result", async (status, body, expected) => {
      sink.answer = json(status, body, status === 429 ? { "retry-after": "7" } : {});
      expect(await CHANNELS.resend.send(message, resend())).toMatchObject(expected);
    });

    it("calls again when the answer is lost, which its idempotency key makes harmless", async () => {
      sink.answer = breaks;
      expect(await CHANNELS.resend.send(message, resend())).toMatchObject({ kind: "retry" });
      expect(CHANNELS.resend.idempotent(resend())).toBe(true);
    });
  });

  describe("Twilio", () => {
    const sid = `AC${"0".repeat(32)}`;
    const twilio = () =>
      connection(
        "twilio",
        { accountSid: sid, from: "+15005550006", baseUrl: sink.url },
        { authToken: "secret" },
      );
    const sms = { ...message, to: "+4915112345678", headers: {} };

    it("is called as its API asks", async () => {
      sink.answer = json(201, { sid: "SM1", status: "queued" });
      expect(await CHANNELS.twilio.send(sms, twilio())).toMatchObject({
        kind: "accepted",
        providerMessageId: "SM1",
      });
      const [request] = sink.received;
      expect(request!.path).toBe(`/2010-04-01/Accounts/${sid}/Messages.json`);
      expect(request!.headers.authorization).toBe(`Basic ${Buffer.from(`${sid}:secret`).toString("base64")}`);
      const form = Object.fromEntries(new URLSearchParams(request!.body));
      expect(form).toEqual({ To: "+4915112345678", From: "+15005550006", Body: "Hello Ann" });
    });

    it.each([
      [
        400,
        { code: 21211, message: "invalid To", status: 400 },
        { kind: "rejected", reason: "21211: invalid To" },
      ],
      [429, { code: 20429, message: "too many", status: 429 }, { kind: "retry" }],
      [401, { code: 20003, message: "who", status: 401 }, { kind: "retry" }],
      [500, { code: 20500, message: "oops", status: 500 }, { kind: "unknown" }],
      [503, { code: 20503, message: "busy", status: 503 }, { kind: "retry" }],
    ])("answers to %s with the right result", async (status, body, expected) => {
      sink.answer = json(status, body);
      expect(await CHANNELS.twilio.send(sms, twilio())).toMatchObject(expected);
    });

    it("promise 4: a lost answer is unknown, a refused connection is not", async () => {
      sink.answer = breaks;
      expect(await CHANNELS.twilio.send(sms, twilio())).toMatchObject({ kind: "unknown" });
      const gone = twilio();
      await sink.close();
      expect(await CHANNELS.twilio.send(sms, gone)).toMatchObject({ kind: "retry" });
      sink = await new HttpSink().open();
    });
  });

  describe("HTTP gateway", () => {
    const gateway = (config: object = {}) =>
      connection(
        "http",
        { url: `${sink.url}/sms?key={{ token }}`, from: "Harbour", ...config },
        { token: "s&cret" },
      );
    const sms = { ...message, to: "+4915112345678", text: 'Say "hi"\n& more' };

    it("is sent JSON whose values cannot break out of it", async () => {
      sink.answer = json(200, { messageId: 42 });
      const sent = gateway({ headers: [{ name: "X-Auth", value: "Bearer {{ token }}" }] });
      expect(await CHANNELS.http.send(sms, sent)).toMatchObject({
        kind: "accepted",
        providerMessageId: "42",
      });
      const [request] = sink.received;
      expect(request!.path).toBe("/sms?key=s%26cret");
      expect(request!.headers).toMatchObject({
        "x-auth": "Bearer s&cret",
        "idempotency-key": message.id,
        "content-type": "application/json",
      });
      expect(JSON.parse(request!.body)).toEqual({ to: sms.to, from: "Harbour", text: sms.text });
    });

    it("is sent forms and queries with encoded values", async () => {
      await CHANNELS.http.send(
        sms,
        gateway({ contentType: "application/x-www-form-urlencoded", body: "to={{ to }}&text={{ text }}" }),
      );
      await CHANNELS.http.send(
        sms,
        gateway({ method: "GET", url: `${sink.url}/send?to={{ to }}&text={{ text }}` }),
      );
      expect(Object.fromEntries(new URLSearchParams(sink.received[0]!.body))).toEqual({
        to: sms.to,
        text: sms.text,
      });
      expect(Object.fromEntries(new URL(sink.received[1]!.path, sink.url).searchParams)).toEqual({
        to: sms.to,
        text: sms.text,
      });
    });

    it("promise 4: a lost answer or a 500 is unknown, unless the gateway knows our ids", async () => {
      for (const answer of [breaks, json(500, {})]) {
        sink.answer = answer;
        expect(await CHANNELS.http.send(sms, gateway())).toMatchObject({ kind: "unknown" });
        expect(await CHANNELS.http.send(sms, gateway({ idempotent: true }))).toMatchObject({ kind: "retry" });
      }
      sink.answer = json(429, {}, { "retry-after": "30" });
      expect(await CHANNELS.http.send(sms, gateway())).toMatchObject({ kind: "retry", retryAfterMs: 30_000 });
      sink.answer = json(400, { error: "bad number" });
      expect(await CHANNELS.http.send(sms, gateway())).toMatchObject({
        kind: "rejected",
        reason: expect.stringContaining("bad number"),
      });
    });

    it("does not follow a redirect", async () => {
      const elsewhere = await new HttpSink().open();
      sink.answer = (_request, response) => void response.writeHead(302, { location: elsewhere.url }).end();
      expect(await CHANNELS.http.send(sms, gateway())).toMatchObject({ kind: "rejected" });
      expect(elsewhere.received).toHaveLength(0);
      await elsewhere.close();
    });
  });
});

describe("webhook steps", () => {
  const settings = {
    coupons: { url: "https://shop.example/shop/", parameter: "" },
    shop: { name: "Shop", url: "", address: "", logoUrl: "", color: "#000000" },
    currency: "EUR",
    marketing: false,
    unsubscribeUrl: "",
  };
  const secret = `whsec_${Buffer.from("0123456789abcdef0123456789abcdef").toString("base64")}`;
  const NOW = Date.parse("2026-05-14T10:00:00Z");
  let sink: HttpSink;
  beforeEach(async () => {
    sink = await new HttpSink().open();
  });
  afterEach(() => sink.close());
  const call = (config: object = {}) =>
    callWebhook(
      message.id,
      { url: `${sink.url}/hook`, method: "POST", headers: {}, body: "", ...config },
      sampleContext(),
      settings,
      secret,
      NOW,
    );

  it("is signed as Standard Webhooks asks, and carries the whole context when it has no body of its own", async () => {
    expect(await call()).toMatchObject({ kind: "accepted" });
    const [request] = sink.received;
    expect(request!.headers).toMatchObject({
      "webhook-id": message.id,
      "webhook-timestamp": String(NOW / 1000),
    });
    const signed = `${message.id}.${NOW / 1000}.${request!.body}`;
    const key = Buffer.from(secret.slice("whsec_".length), "base64");
    expect(request!.headers["webhook-signature"]).toBe(
      `v1,${createHmac("sha256", key).update(signed).digest("base64")}`,
    );
    expect(JSON.parse(request!.body)).toMatchObject({
      type: "flow.step.webhook",
      data: { customer: { firstName: "Amira" }, cart: { total: 12_900 }, vouchers: [{ code: "TEST-CODE" }] },
    });
  });

  it("renders Liquid in address, headers and body", async () => {
    await call({
      url: `${sink.url}/c/{{ customer.email }}`,
      headers: { "X-Run": "{{ run.id }}" },
      body: '{"code":"{{ voucher.code }}","cart":{{ cart | json }}}',
    });
    const [request] = sink.received;
    expect(request!.path).toBe("/c/amira%40example.com");
    expect(request!.headers["x-run"]).toBe(sampleContext().run.id);
    expect(JSON.parse(request!.body)).toMatchObject({ code: "TEST-CODE", cart: { currency: "EUR" } });
  });

  it.each([
    [200, "accepted"],
    [204, "accepted"],
    [302, "rejected"],
    [400, "rejected"],
    [408, "retry"],
    [410, "rejected"],
    [429, "retry"],
    [503, "retry"],
  ])("takes HTTP %s as %s", async (status, kind) => {
    sink.answer = (_request, response) => void response.writeHead(status).end();
    expect(await call()).toMatchObject({ kind });
  });
});
