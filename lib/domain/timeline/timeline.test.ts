import { describe, expect, it } from "vitest";
import type { Transition } from "@/lib/domain/flow/run";
import { arrange } from "./arrange";
import { describePublication, describeRedemption } from "./describe-coupon";
import { describeEvent } from "./describe-event";
import { describeMessage } from "./describe-message";
import { describeRefusal } from "./describe-refusal";
import { describeTransitions } from "./describe-transitions";
import type { TimelineEntry } from "./entry";
import { moneyWords } from "./money-words";
import type { StepWords } from "./step-words";
import { type WhyFacts, whyOrWhyNot } from "./why";

const AT = Date.parse("2026-11-02T10:00:00Z");
const HOUR = 3_600_000;
const step = (
  id: string,
  category: StepWords["category"],
  name: string,
  ports: [string, string][] = [],
): [string, StepWords] => [id, { id, type: category ?? "x", category, name, ports: new Map(ports) }];
const STEPS = new Map([
  step("t", "entry", "When itemAddedToCart happens"),
  step("w", "wait", "Wait for PurchaseFinished, up to 1 day", [
    ["happened", "Happened"],
    ["timed_out", "Timed out"],
  ]),
  step("m", "message", "Reminder"),
]);
const words = (transitions: Transition[]) =>
  describeTransitions(
    { id: 7, runId: "r", flowId: "f", flowName: "Win back", transitions },
    STEPS,
    "Europe/Berlin",
  );

describe("a batch's transitions in words", () => {
  it("S4-9: tells the entry once with its reason, then the waiting, newest first", () => {
    const entries = words([
      { kind: "entered", stepId: "t", at: AT },
      { kind: "left", stepId: "t", at: AT, port: "next", to: "w", reason: "itemAddedToCart happened" },
      { kind: "entered", stepId: "w", at: AT },
      { kind: "waiting", stepId: "w", at: AT, until: AT + 24 * HOUR, reason: "Waiting for PurchaseFinished" },
    ]);
    expect(entries.map(({ kind, title, reason }) => [kind, title, reason])).toEqual([
      [
        "waiting",
        "Waiting at “Wait for PurchaseFinished, up to 1 day”",
        "Waiting for PurchaseFinished, until 3 Nov 2026, 11:00",
      ],
      ["entered", "Entered Win back", "itemAddedToCart happened"],
    ]);
    expect(entries[1]).toMatchObject({ runId: "r", flowId: "f", stepId: "t", id: "log:7:0" });
  });

  it("says by which port a step was left and where to", () => {
    const [left] = words([
      {
        kind: "left",
        stepId: "w",
        at: AT,
        port: "timed_out",
        to: "m",
        reason: "PurchaseFinished did not happen in 1 day",
      },
    ]);
    expect(left!.title).toBe("“Wait for PurchaseFinished, up to 1 day”: timed out");
    expect(left!.reason).toBe("PurchaseFinished did not happen in 1 day; went on to “Reminder”");
  });

  it("S2-24: names each skip, and leaves a hand-over to the message's own entry", () => {
    const entries = words([
      {
        kind: "outcome",
        stepId: "m",
        at: AT,
        outcome: "skipped:no_consent",
        reason: "The customer has opted out of email",
      },
      { kind: "outcome", stepId: "m", at: AT, outcome: "queued", reason: "E-mail handed to delivery" },
    ]);
    expect(entries.map(({ title }) => title)).toEqual(["“Reminder”: not sent, no consent"]);
  });

  it("S2-25: says in words why a run ended", () => {
    const ended = (status: "exited" | "failed" | "completed" | "converted", reason: string) =>
      words([{ kind: "ended", stepId: "w", at: AT, status, reason }])[0]!.title;
    expect(ended("exited", "order_not_attributed")).toBe(
      "Left Win back early: ordered, but not because of this flow",
    );
    expect(ended("exited", "Gave up by hand")).toBe("Left Win back early: Gave up by hand");
    expect(ended("converted", "PurchaseFinished happened")).toBe("Finished Win back as converted");
    expect(ended("failed", "boom")).toBe("Was taken out of Win back: a step failed");
  });

  it("S2-31: an order after the end is told as such, with its money", () => {
    const [converted] = words([
      {
        kind: "converted",
        stepId: "m",
        at: AT,
        rule: "code",
        revenue: 5990,
        currency: "EUR",
        reason: "Used the code A of this run",
        postCompletion: true,
      },
    ]);
    expect(converted!.title).toBe("Converted in Win back: €59.90");
    expect(converted!.reason).toBe("Used the code A of this run, after the flow was over");
  });
});

describe("refusals in words", () => {
  const refusal = (reason: string, detail: Record<string, unknown>) =>
    describeRefusal(
      { eventId: 3, flowId: "f", flowName: "Win back", reason, detail, at: AT },
      "Europe/Berlin",
    ).title;

  it("S4-19: names the gap since the last entry and when the next is free", () => {
    expect(
      refusal("reentry_delay", {
        lastEntry: new Date(AT - 3 * HOUR).toISOString(),
        freeAt: new Date(AT + 21 * HOUR).toISOString(),
      }),
    ).toBe("Did not enter Win back: entered 3 hours before; may enter again from 3 Nov 2026, 08:00");
  });

  it("S4-20, S4-22: names the limit, and the only entry there was", () => {
    expect(refusal("reentry_limit", { entries: 2, limit: 2 })).toBe(
      "Did not enter Win back: entered twice within the period; the limit is 2",
    );
    expect(refusal("reentry_never", { lastEntry: new Date(AT).toISOString() })).toBe(
      "Did not enter Win back: may enter only once, and did on 2 Nov 2026, 11:00",
    );
  });

  it("falls back to the plain reason where facts are missing or not what they should be", () => {
    expect(refusal("reentry_delay", { lastEntry: "yesterday" })).toBe(
      "Did not enter Win back: entered too recently",
    );
    expect(refusal("no_consent", { channel: "sms" })).toBe("Did not enter Win back: has not agreed to SMS");
    expect(refusal("no_consent", { channel: "email", topic: "Newsletter" })).toBe(
      "Did not enter Win back: has opted out of Newsletter by e-mail",
    );
    expect(refusal("something_new", {})).toBe("Did not enter Win back: something new");
  });
});

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

describe("messages and codes in words", () => {
  it("says what has become of a message", () => {
    const message = {
      id: "m",
      runId: "r",
      flowId: "f",
      flowName: "Win back",
      stepId: "s",
      channel: "email",
      recipient: "a@b.example",
      subject: "Your cart",
      marketing: true,
      createdAt: AT,
    };
    expect(describeMessage({ ...message, status: "sent", reason: null })).toMatchObject({
      title: "E-mail “Your cart” handed to delivery, to a@b.example",
      reason: "Sent",
    });
    expect(describeMessage({ ...message, status: "skipped", reason: "run_ended" }).reason).toBe(
      "Not sent: the run had ended",
    );
  });

  it("S4-14: says what a code gives and until when", () => {
    const entry = describePublication(
      {
        id: "p",
        code: "AB12",
        campaignId: "c",
        campaignName: "Win-back",
        discount: "5% off and free shipping",
        source: "flow",
        flowId: "f",
        flowName: "Win back",
        runId: "r",
        stepId: "s",
        expiresAt: AT + 12 * HOUR,
        releasedAt: null,
        createdAt: AT,
      },
      "UTC",
    );
    expect(entry.title).toBe("Was given the code AB12: 5% off and free shipping");
    expect(entry.reason).toBe("From Win-back, valid until 2 Nov 2026, 22:00");
  });

  it("tells a used code from a refused one", () => {
    const redemption = {
      id: "x",
      code: "AB12",
      campaignName: "Win-back",
      runId: null,
      orderId: "O-1",
      orderAmount: 5990,
      currency: "EUR",
      createdAt: AT,
    };
    expect(
      describeRedemption({ ...redemption, status: "succeeded", failure: null, discountAmount: 300 }).title,
    ).toBe("Used the code AB12, €3.00 off");
    expect(
      describeRedemption({
        ...redemption,
        status: "failed",
        failure: "quantity_exceeded",
        discountAmount: null,
      }),
    ).toMatchObject({
      title: "The code AB12 was refused",
      reason: "quantity exceeded · Win-back · Order O-1 · €59.90",
    });
  });

  it("writes money in its own minor units", () => {
    expect(moneyWords(500, "JPY")).toBe("¥500");
    expect(moneyWords(599, null)).toBe("5.99");
  });
});

describe("why or why not", () => {
  const facts: WhyFacts = {
    flow: {
      id: "f",
      name: "Win back",
      status: "live",
      launchedAt: AT - 100 * HOUR,
      triggers: ["itemAddedToCart"],
    },
    run: null,
    refusal: null,
    trigger: null,
  };
  const run: NonNullable<WhyFacts["run"]> = {
    id: "r",
    status: "active",
    enteredAt: AT - HOUR,
    endedAt: null,
    endReason: null,
    stepName: "Wait 1 day",
    wakeAt: AT + 23 * HOUR,
    convertedAt: null,
    revenue: null,
    currency: null,
  };
  const refusal = {
    eventId: 1,
    flowId: "f",
    flowName: "Win back",
    reason: "flow_paused",
    detail: {},
    at: AT,
  };

  it("answers for somebody inside, with how long they still wait", () => {
    expect(whyOrWhyNot({ ...facts, run }, AT, "UTC")).toEqual({
      verdict: "inside",
      sentence:
        "In it since 2 Nov 2026, 09:00, now at “Wait 1 day” until 3 Nov 2026, 09:00 (23 hours from now).",
    });
  });

  it("answers for somebody who never came near it, came too early, or was refused", () => {
    expect(whyOrWhyNot(facts, AT, "UTC").sentence).toBe(
      "Never entered: no itemAddedToCart of this customer has arrived.",
    );
    expect(
      whyOrWhyNot({ ...facts, trigger: { name: "itemAddedToCart", at: AT - 200 * HOUR } }, AT, "UTC")
        .sentence,
    ).toContain("before the flow was launched");
    expect(whyOrWhyNot({ ...facts, refusal }, AT, "UTC")).toEqual({
      verdict: "refused",
      sentence: "Did not enter on 2 Nov 2026, 10:00: the flow was paused.",
    });
  });

  it("answers for a past run and a refusal after it", () => {
    const past = { ...run, status: "exited" as const, endedAt: AT - HOUR, endReason: "opted_out" };
    expect(whyOrWhyNot({ ...facts, run: past, refusal }, AT, "UTC").sentence).toBe(
      "Left it early on 2 Nov 2026, 09:00: opted out. Did not enter on 2 Nov 2026, 10:00: the flow was paused.",
    );
    expect(
      whyOrWhyNot({ ...facts, run: past, refusal: { ...refusal, at: AT - 5 * HOUR } }, AT, "UTC").sentence,
    ).not.toContain("Did not enter");
  });
});

describe("arranging a moment", () => {
  const at = new Date(AT).toISOString();
  const left = (id: string, to: string, runId = "r"): TimelineEntry => ({
    id,
    at,
    kind: "left",
    title: id,
    runId,
    stepId: id,
    facts: { to },
  });
  const deed = (kind: "message" | "voucher", stepId: string, runId = "r"): TimelineEntry => ({
    id: `${kind} ${stepId} ${runId}`,
    at,
    kind,
    title: "",
    runId,
    stepId,
  });

  it("puts a message and a code where their step did them, each with its own run", () => {
    const ids = arrange([
      deed("message", "mail"),
      deed("voucher", "code"),
      deed("message", "mail", "other"),
      left("code", "mail"),
      left("wait", "code"),
      left("x", "mail", "other"),
    ]).map(({ id }) => id);
    expect(ids).toEqual(["message mail r", "code", "voucher code r", "wait", "message mail other", "x"]);
  });

  it("keeps what belongs to no passage of the moment on top, and other moments where they are", () => {
    const later: TimelineEntry = { ...deed("message", "mail"), at: new Date(AT + 1).toISOString() };
    expect(arrange([later, left("a", "b"), deed("message", "gone")]).map(({ id }) => id)).toEqual([
      "message mail r",
      "message gone r",
      "a",
    ]);
  });
});
