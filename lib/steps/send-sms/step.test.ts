import { describe, expect, it } from "vitest";
import { stepContext } from "@/lib/testing/step-context";
import { sendSms } from "./step";

const TEMPLATE = "0190c0de-0000-7000-8000-000000000003";
const config = sendSms.config.parse({ templateId: TEMPLATE });
const template = (channel: string, published: boolean) =>
  new Map([[TEMPLATE, { name: "Cart SMS", channel, subject: "Your cart", published, usesVoucher: false }]]);

describe("S4-16: a second channel", () => {
  it("sends to the phone number, with the consent for SMS and not that for e-mail", () => {
    const consent = { email: { state: "denied" as const } };
    expect(sendSms.decide(config, stepContext({ customer: { consent } }))).toMatchObject({
      outcome: "queued",
      effects: [{ channel: "sms" }],
    });
    expect(sendSms.decide(config, stepContext({ customer: { phone: null } }))).toMatchObject({
      outcome: "skipped:no_address",
    });
  });

  it("is a problem with an e-mail's template, an unpublished one, or without a channel", () => {
    const check = (templates: ReturnType<typeof template>, channels: string[]) =>
      sendSms
        .check?.(config, {
          events: new Map(),
          campaigns: new Map(),
          templates,
          channels: new Set(channels),
          segments: new Map(),
          topics: new Map(),
        })
        .map(({ message }) => message);
    expect(check(template("email", true), ["sms"])).toEqual(["This SMS template does not exist any more."]);
    expect(check(template("sms", false), ["sms"])).toEqual(['The template "Cart SMS" is not published.']);
    expect(check(template("sms", true), ["email"])).toEqual(["No SMS channel is connected."]);
    expect(check(template("sms", true), ["sms"])).toEqual([]);
  });

  it("is a problem with a topic that is not there or archived, unless nobody is asked", () => {
    const check = (topic: string | null, more: object = {}) =>
      sendSms
        .check?.(sendSms.config.parse({ templateId: TEMPLATE, topic, ...more }), {
          events: new Map(),
          campaigns: new Map(),
          templates: template("sms", true),
          channels: new Set(["sms"]),
          segments: new Map(),
          topics: new Map([
            ["news", { name: "Newsletter", archived: false }],
            ["old", { name: "Old news", archived: true }],
          ]),
        })
        .map(({ path, message }) => [path, message]);
    expect(check(null)).toEqual([]);
    expect(check("news")).toEqual([]);
    expect(check("old")).toEqual([["topic", "The topic “Old news” is archived."]]);
    expect(check("gone")).toEqual([["topic", "There is no topic “gone”."]]);
    expect(check("gone", { transactional: true })).toEqual([]);
  });
});
