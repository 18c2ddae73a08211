import { describe, expect, it } from "vitest";
import { holds } from "@/lib/domain/condition/evaluate";
import { consentKey, consentPart, consentScope, consentTo, refusesTopic } from "./consent";
import { topicKeyFrom } from "./topic-key";

const yes = { state: "granted" as const };
const no = { state: "denied" as const };

describe("consent to a topic on a channel", () => {
  it.each([
    [{}, "unknown"],
    [{ email: yes }, "granted"],
    [{ email: no }, "denied"],
    [{ email: yes, "email:news": no }, "denied"],
    [{ "email:news": no }, "denied"],
    // The channel's no wins, and only its yes is one.
    [{ email: no, "email:news": yes }, "denied"],
    [{ "email:news": yes }, "unknown"],
    [{ email: yes, "email:news": yes }, "granted"],
    [{ email: yes, sms: no, "sms:news": no, "email:carts": no }, "granted"],
  ])("%j is %s", (consent, expected) => {
    expect(consentTo(consent, "email", "news")).toBe(expected);
    const about = (value: string) => ({
      match: "all" as const,
      conditions: [{ field: "customer.consent.email:news", operator: "is" as const, value }],
    });
    const scope = { customer: { consent: consentScope(consent) } };
    for (const state of ["granted", "denied", "unknown"])
      expect(holds(about(state), scope), state).toBe(state === expected);
  });

  it("without a topic the channel alone counts", () => {
    expect(consentTo({ email: yes, "email:news": no }, "email", null)).toBe("granted");
    expect(refusesTopic({ email: no }, "email", null)).toBe(false);
    expect(refusesTopic({ email: no }, "email", "news")).toBe(false);
    expect(refusesTopic({ "email:news": no }, "email", "news")).toBe(true);
  });

  it("an event's property that looks like consent is none", () => {
    const condition = { field: "event.consent.email:news", operator: "is_set" as const };
    expect(holds({ match: "all", conditions: [condition] }, { event: { consent: { email: "x" } } })).toBe(
      false,
    );
  });

  it("is kept under a name that says both", () => {
    for (const [channel, topic] of [
      ["email", null],
      ["sms", "cart-reminders"],
    ] as const)
      expect(consentPart(consentKey(channel, topic))).toEqual({ channel, topic });
    for (const other of ["", "post", "email:", "email:News", "email:a:b", "email:a.b", "__proto__"])
      expect(consentPart(other)).toBeNull();
  });
});

describe("the key of a new topic", () => {
  it.each([
    ["Cart reminders", "cart-reminders"],
    ["  Crème & Élan! ", "creme-elan"],
    ["السلة", "topic"],
    ["A".repeat(80), "a".repeat(40)],
  ])("of %s is %s", (name, key) => {
    expect(topicKeyFrom(name, new Set())).toBe(key);
  });

  it("is numbered where it is taken", () => {
    expect(topicKeyFrom("News", new Set(["news", "news-2"]))).toBe("news-3");
  });
});
