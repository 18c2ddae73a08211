import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { connection, MESSAGE, SENDER } from "@/lib/testing/channel-calls";
import { HttpSink } from "@/lib/testing/providers/http-sink";
import { CHANNELS } from "./registry";

// A matter of milliseconds, but on a machine that does ten other things.
vi.setConfig({ testTimeout: 60_000 });

// The real server below is on this machine.
process.env.ALLOW_PRIVATE_ADDRESSES = "1";

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
      expect(await CHANNELS.resend.send(MESSAGE, resend())).toMatchObject({
        kind: "accepted",
        providerMessageId: "resend-1",
      });
      const [request] = sink.received;
      expect(request).toMatchObject({ method: "POST", path: "/emails" });
      expect(request!.headers).toMatchObject({
        authorization: "Bearer re_test",
        "idempotency-key": MESSAGE.id,
      });
      expect(JSON.parse(request!.body)).toMatchObject({
        from: '"Harbour Goods" <shop@harbour.example>',
        to: ["ann@shop.example"],
        subject: MESSAGE.subject,
        html: MESSAGE.html,
        text: MESSAGE.text,
        reply_to: "help@harbour.example",
        headers: MESSAGE.headers,
        tags: [{ name: "message_id", value: MESSAGE.id }],
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
      expect(await CHANNELS.resend.send(MESSAGE, resend())).toMatchObject(expected);
    });

    it("calls again when the answer is lost, which its idempotency key makes harmless", async () => {
      sink.answer = breaks;
      expect(await CHANNELS.resend.send(MESSAGE, resend())).toMatchObject({ kind: "retry" });
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
    const sms = { ...MESSAGE, to: "+4915112345678", headers: {} };

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
    const sms = { ...MESSAGE, to: "+4915112345678", text: 'Say "hi"\n& more' };

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
        "idempotency-key": MESSAGE.id,
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
