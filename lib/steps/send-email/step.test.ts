import { describe, expect, it } from "vitest";
import type { StepContext } from "@/lib/domain/flow/step-definition";
import { happened, stepContext } from "@/lib/testing/step-context";
import { sendEmail } from "./step";

const TEMPLATE = "0190c0de-0000-7000-8000-000000000001";
const config = (more: Record<string, unknown> = {}) =>
  sendEmail.config.parse({ templateId: TEMPLATE, ...more });
const outcome = (given: Parameters<typeof stepContext>[0], more?: Record<string, unknown>) => {
  const decision = sendEmail.decide(config(more), stepContext(given));
  return decision.kind === "go" || decision.kind === "stay" ? decision.outcome : decision.kind;
};
const HOUR = 3_600_000;
const now = Date.parse("2026-01-05T10:00:00Z");
const sent = (hoursAgo: number): StepContext["recentMessages"][number] => ({
  channel: "email",
  flowId: "flow",
  at: now - hoursAgo * HOUR,
});

describe("send an e-mail", () => {
  it("hands one message over, with the last moment at which it may still go out", () => {
    expect(sendEmail.decide(config(), stepContext())).toMatchObject({
      kind: "go",
      port: "next",
      outcome: "queued",
      effects: [
        {
          kind: "message",
          channel: "email",
          templateId: TEMPLATE,
          marketing: true,
          sendBefore: now + 24 * HOUR,
        },
      ],
    });
  });

  it("every skip is an outcome, and none of them sends", () => {
    const skips: [string, Parameters<typeof stepContext>[0]][] = [
      ["skipped:no_address", { customer: { email: null } }],
      ["skipped:no_consent", { customer: { consent: { email: { state: "denied" } } } }],
      ["skipped:no_consent", { workspace: { consentPolicy: "opt-in" } }],
      ["skipped:late", { run: { wakeAt: now - 25 * HOUR } }],
      [
        "skipped:quiet_hours",
        { workspace: { quietHours: { from: "08:00", until: "20:00" }, quietHoursPolicy: "skip" } },
      ],
      [
        "skipped:capped",
        {
          workspace: { caps: { email: { count: 2, periodMs: 24 * HOUR }, sms: null } },
          recentMessages: [sent(1), sent(2)],
        },
      ],
      [
        "skipped:capped",
        { settings: { cap: { count: 1, per: { value: 7, unit: "days" } } }, recentMessages: [sent(100)] },
      ],
    ];
    for (const [expected, given] of skips) {
      expect(outcome(given)).toBe(expected);
      expect(sendEmail.decide(config(), stepContext(given))).not.toHaveProperty("effects");
    }
  });

  it("S0-36: a message about a topic goes to whoever said no to nothing that holds for it", () => {
    const no = { state: "denied" as const };
    const about = (consent: Record<string, { state: "granted" | "denied" }>, topic: string | null = "news") =>
      outcome({ customer: { consent } }, { topic });
    expect(about({ "email:news": no })).toBe("skipped:no_consent");
    expect(about({ email: { state: "granted" }, "email:news": no })).toBe("skipped:no_consent");
    expect(about({ email: no, "email:news": { state: "granted" } })).toBe("skipped:no_consent");
    expect(about({ "email:carts": no, "sms:news": no, sms: no })).toBe("queued");
    expect(about({ "email:news": no }, null)).toBe("queued");
    expect(
      sendEmail.decide(
        config({ topic: "news" }),
        stepContext({ customer: { consent: { "email:news": no } } }),
      ),
    ).toMatchObject({ reason: "The customer has opted out of “Newsletter” by email" });
    expect(
      outcome({ customer: { consent: { "email:news": no } } }, { topic: "news", transactional: true }),
    ).toBe("queued");
  });

  it("a topic's yes is no yes to its channel", () => {
    const given = {
      workspace: { consentPolicy: "opt-in" },
      customer: { consent: { "email:news": { state: "granted" as const } } },
    };
    expect(outcome(given, { topic: "news" })).toBe("skipped:no_consent");
  });

  it("a transactional one passes consent, caps and quiet hours, but not a missing address", () => {
    const given = {
      customer: { consent: { email: { state: "denied" as const } } },
      workspace: { quietHours: { from: "08:00", until: "20:00" } },
      settings: { cap: { count: 1, per: { value: 7, unit: "days" } } },
      recentMessages: [sent(1)],
    };
    expect(outcome(given, { transactional: true })).toBe("queued");
    expect(outcome({ customer: { email: null } }, { transactional: true })).toBe("skipped:no_address");
  });

  it("quiet hours hold it until they are over in the customer's zone; the step may ignore them", () => {
    const quiet = { quietHours: { from: "22:00", until: "09:00" } };
    const given = { zone: "America/New_York", workspace: quiet, now: "2026-01-05T10:00:00Z" };
    const decision = sendEmail.decide(config(), stepContext(given));
    expect(decision).toMatchObject({
      kind: "stay",
      outcome: "deferred:quiet_hours",
      until: Date.parse("2026-01-05T14:00:00Z"),
    });
    expect(outcome(given, { quietHours: "ignore" })).toBe("queued");
  });

  it("a step leaves out or puts off in quiet hours as it says itself, else as the workspace does", () => {
    const night = (quietHoursPolicy: string) => ({
      workspace: { quietHours: { from: "08:00", until: "20:00" }, quietHoursPolicy },
    });
    for (const policy of ["defer", "skip"]) {
      expect(outcome(night(policy), { quietHours: "skip" })).toBe("skipped:quiet_hours");
      expect(outcome(night(policy), { quietHours: "defer" })).toBe("deferred:quiet_hours");
    }
    expect(outcome(night("skip"))).toBe("skipped:quiet_hours");
    expect(outcome(night("defer"))).toBe("deferred:quiet_hours");
  });

  it("S2-20: whoever talks with an agent leaves instead of being written to, where the flow says so", () => {
    const talking = { customer: { agentConversation: true } };
    expect(sendEmail.decide(config(), stepContext(talking))).toEqual({
      kind: "end",
      status: "exited",
      reason: "agent_conversation",
    });
    expect(outcome(talking, { transactional: true })).toBe("queued");
    expect(outcome({ ...talking, settings: { exitOnAgentConversation: false } })).toBe("queued");
  });

  it("a cap that holds says until when: the next free slot, computed once", () => {
    const given = {
      workspace: { caps: { email: { count: 2, periodMs: 24 * HOUR }, sms: null }, capPolicy: "hold" },
      recentMessages: [sent(1), sent(20), sent(23)],
    };
    expect(sendEmail.decide(config(), stepContext(given))).toMatchObject({
      kind: "stay",
      until: now + 4 * HOUR,
      outcome: "deferred:capped",
    });
  });
});

describe("another way when it is not delivered", () => {
  const failover = { within: { value: 1, unit: "hours" }, until: "delivered" };

  it("has a port for it only where it is wanted, and listens only then", () => {
    expect(sendEmail.ports(config()).map(({ id }) => id)).toEqual(["next"]);
    expect(sendEmail.listens?.(config())).toEqual([]);
    expect(sendEmail.ports(config({ failover })).map(({ id }) => id)).toEqual(["next", "not_delivered"]);
    expect(sendEmail.listens?.(config({ failover }))).toContain("message.result");
  });

  it("hands over once and stays; what it cannot send goes the other way, counted with its reason", () => {
    expect(sendEmail.decide(config({ failover }), stepContext())).toMatchObject({
      kind: "stay",
      until: now + HOUR,
      outcome: "queued",
      effects: [{ sendBefore: now + HOUR - 1 }],
      context: { awaiting: { visit: 1, at: now } },
    });
    expect(sendEmail.decide(config({ failover }), stepContext({ customer: { email: null } }))).toMatchObject({
      kind: "go",
      port: "not_delivered",
      outcome: "skipped:no_address",
    });
  });

  it("another run's or step's message says nothing about this one", () => {
    const context = { awaiting: { visit: 1, at: now } };
    const about = (properties: object) => ({
      context,
      input: happened("message.result", { runId: "run", stepId: "step", result: "delivered", ...properties }),
    });
    const decide = (properties: object) =>
      sendEmail.decide(config({ failover }), stepContext(about(properties)));
    expect(decide({})).toMatchObject({ kind: "go", port: "next" });
    expect(decide({ result: "sent" })).toMatchObject({ kind: "stay", until: now + HOUR });
    for (const other of [{ runId: "another" }, { stepId: "another" }, { result: "constructor" }])
      expect(decide(other)).toMatchObject({ kind: "stay", until: now + HOUR });
  });

  it("an event that comes while the message is held back lets it be held back", () => {
    const held = { run: { wakeAt: now + HOUR }, input: happened("message.result", { runId: "another" }) };
    expect(sendEmail.decide(config({ failover }), stepContext(held))).toEqual({
      kind: "stay",
      until: now + HOUR,
      reason: "Still held back",
    });
  });
});

describe("the flow's own cap", () => {
  const capped = (policy: string, workspace: string) =>
    outcome({
      settings: { cap: { count: 1, per: { value: 1, unit: "days" }, policy } },
      workspace: { capPolicy: workspace },
      recentMessages: [sent(6)],
    });

  it("leaves out or holds as it says itself, else as the workspace does", () => {
    expect(capped("skip", "hold")).toBe("skipped:capped");
    expect(capped("hold", "skip")).toBe("deferred:capped");
    expect(capped("workspace", "skip")).toBe("skipped:capped");
    expect(capped("workspace", "hold")).toBe("deferred:capped");
  });

  it("holds until its next free slot", () => {
    const decision = sendEmail.decide(
      config(),
      stepContext({
        settings: { cap: { count: 1, per: { value: 1, unit: "days" }, policy: "hold" } },
        recentMessages: [sent(6)],
      }),
    );
    expect(decision).toMatchObject({
      kind: "stay",
      until: now + 18 * HOUR,
      reason: expect.stringContaining("Holding"),
    });
  });
});
