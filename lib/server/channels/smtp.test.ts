import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { connection, MESSAGE, SENDER } from "@/lib/testing/channel-calls";
import { SmtpSink } from "@/lib/testing/providers/smtp-sink";
import { CHANNELS } from "./registry";

// A matter of milliseconds, but on a machine that does ten other things.
vi.setConfig({ testTimeout: 60_000 });

// The real server below is on this machine.
process.env.ALLOW_PRIVATE_ADDRESSES = "1";

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
    const result = await CHANNELS.smtp.send(MESSAGE, smtp());
    expect(result).toMatchObject({ kind: "accepted", providerMessageId: "TEST1" });
    const mail = sink.mails[0]!;
    expect(mail.envelope).toEqual({ from: "shop@harbour.example", to: ["ann@shop.example"] });
    expect(mail.subject).toBe("Grüße, Ann");
    expect(mail.html).toContain("<b>Ann</b>");
    expect(mail.text?.trim()).toBe("Hello Ann");
    expect(mail.from?.text).toContain("Harbour");
    expect(mail.replyTo?.text).toBe("help@harbour.example");
    expect(mail.messageId).toBe(`<${MESSAGE.id}@harbour.example>`);
    expect(mail.raw).toMatch(/^List-Unsubscribe: <https:\/\/app\.example\/u\/token>\r?$/m);
    expect(mail.raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
  });

  it("promise 4: a connection that breaks after the message was handed over is unknown, never tried again", async () => {
    sink.onMessage = "hang-up";
    expect(await CHANNELS.smtp.send(MESSAGE, smtp())).toMatchObject({ kind: "unknown" });
    expect(CHANNELS.smtp.idempotent(smtp())).toBe(false);
    expect(sink.mails).toHaveLength(0);
  });

  it("a connection that breaks before that is safe to try again", async () => {
    sink.onRecipient = "hang-up";
    expect(await CHANNELS.smtp.send(MESSAGE, smtp())).toMatchObject({ kind: "retry" });
  });

  it("tells a refusal for good from one for now, at the recipient and after the message", async () => {
    sink.onRecipient = "refuse";
    expect(await CHANNELS.smtp.send(MESSAGE, smtp())).toMatchObject({
      kind: "rejected",
      reason: expect.stringContaining("no such user"),
    });
    sink.onRecipient = "busy";
    expect(await CHANNELS.smtp.send(MESSAGE, smtp())).toMatchObject({
      kind: "retry",
      reason: expect.stringContaining("greylisted"),
    });
    sink.onRecipient = "accept";
    sink.onMessage = "refuse";
    expect(await CHANNELS.smtp.send(MESSAGE, smtp())).toMatchObject({
      kind: "rejected",
      reason: expect.stringContaining("spam"),
    });
    sink.onMessage = "busy";
    expect(await CHANNELS.smtp.send(MESSAGE, smtp())).toMatchObject({
      kind: "retry",
      reason: expect.stringContaining("later"),
    });
  });

  it("a server that is not there, or a wrong password, is tried again", async () => {
    const gone = smtp();
    await sink.close();
    expect(await CHANNELS.smtp.send(MESSAGE, gone)).toMatchObject({ kind: "retry" });
    sink = await new SmtpSink({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (auth, _session, done) =>
        auth.password === "right" ? done(null, { user: "u" }) : done(new Error("wrong password")),
    }).open();
    const signedIn = smtp({ username: "u" }, { password: "right" });
    expect(await CHANNELS.smtp.send(MESSAGE, smtp({ username: "u" }, { password: "wrong" }))).toMatchObject({
      kind: "retry",
    });
    expect(await CHANNELS.smtp.send(MESSAGE, signedIn)).toMatchObject({ kind: "accepted" });
  });

  it("uses a connection again for the next mail, and opens another when the server has hung up", async () => {
    const same = smtp();
    await CHANNELS.smtp.send(MESSAGE, same);
    await CHANNELS.smtp.send(MESSAGE, same);
    expect(sink.connections).toBe(1);
    sink.hangUp();
    expect(await CHANNELS.smtp.send(MESSAGE, same)).toMatchObject({ kind: "accepted" });
    expect(sink.mails).toHaveLength(3);
  });

  it("does not let a name or a header smuggle in another header", async () => {
    const sly = {
      ...MESSAGE,
      subject: "Hi\r\nBcc: a@b.example",
      headers: { "X-Note": "a\r\nBcc: c@d.example" },
    };
    await CHANNELS.smtp.send(sly, smtp({ fromName: "Shop\r\nBcc: e@f.example" }));
    const mail = sink.mails[0]!;
    expect(mail.bcc).toBeUndefined();
    expect(mail.envelope.to).toEqual(["ann@shop.example"]);
  });
});
