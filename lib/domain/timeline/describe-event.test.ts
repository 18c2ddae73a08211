import { describe, expect, it } from "vitest";
import { describeEvent } from "./describe-event";

const AT = Date.parse("2026-11-02T10:00:00Z");
const HOUR = 3_600_000;

describe("events in words", () => {
  const event = (name: string, properties: Record<string, unknown>, occurredAt = AT) =>
    describeEvent({ id: 1, name, title: null, properties, occurredAt, acceptedAt: AT, source: "api" });

  it("tells what somebody wants no more, or wants again, by the topic's name", () => {
    const change = (changed: string[], consent?: object) =>
      describeEvent(
        {
          id: 1,
          name: "customer.updated",
          title: null,
          properties: { source: "unsubscribe link", changed, ...(consent ? { consent } : {}) },
          occurredAt: AT,
          acceptedAt: AT,
          source: "engine",
        },
        { news: "Newsletter" },
      ).reason;
    expect(change(["consent.email"], { email: "denied" })).toBe("Opted out of e-mail");
    expect(change(["consent.email:news", "phone"], { "email:news": "denied" })).toBe(
      "Opted out of Newsletter by e-mail · Changed phone",
    );
    expect(change(["consent.sms:gone"], { "sms:gone": "granted" })).toBe("Agreed to gone by SMS");
    expect(change(["firstName"])).toBe("Changed firstName");
    expect(change(["consent.email"])).toBe("Changed consent.email");
  });

  it("S4-15: shows a cart's items and total", () => {
    const items = [
      { name: "Teapot", quantity: 2 },
      { name: "Mug", quantity: 1 },
      { name: "Tray" },
      { name: "Cosy" },
    ];
    expect(event("itemAddedToCart", { items, total: 12000, currency: "EUR" })).toMatchObject({
      kind: "event",
      title: "itemAddedToCart",
      reason: "2 × Teapot, Mug, Tray and 1 more · €120.00",
    });
  });

  it("survives properties of any shape", () => {
    expect(event("odd", { items: [null, 5, { name: 3 }], total: "12", currency: 7 }).title).toBe("odd");
    expect(event("odd", { total: 5, currency: "XQ" }).reason).toBe("0.05 XQ");
  });

  it("tells when an event had happened long before it arrived", () => {
    expect(event("late", {}, AT - HOUR).facts).toMatchObject({
      occurredAt: new Date(AT - HOUR).toISOString(),
    });
    expect(event("prompt", {}).facts).not.toHaveProperty("occurredAt");
  });

  it("turns a delivery report into the message's story", () => {
    expect(
      event("message.result", {
        messageId: "m1",
        runId: "r",
        flowId: "f",
        stepId: "s",
        channel: "sms",
        result: "skipped",
        reason: "no_consent",
      }),
    ).toMatchObject({
      kind: "message",
      title: "SMS was not sent",
      reason: "No consent",
      messageId: "m1",
      runId: "r",
    });
  });
});
