import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sampleContext } from "@/lib/domain/message/sample-context";
import { MESSAGE } from "@/lib/testing/channel-calls";
import { HttpSink } from "@/lib/testing/providers/http-sink";
import { callWebhook } from "./webhook";

// A matter of milliseconds, but on a machine that does ten other things.
vi.setConfig({ testTimeout: 60_000 });

// The real server below is on this machine.
process.env.ALLOW_PRIVATE_ADDRESSES = "1";

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
      MESSAGE.id,
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
      "webhook-id": MESSAGE.id,
      "webhook-timestamp": String(NOW / 1000),
    });
    const signed = `${MESSAGE.id}.${NOW / 1000}.${request!.body}`;
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
