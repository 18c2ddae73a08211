import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DeliveryFacts, maySend } from "./may-send";

const NOW = Date.parse("2026-03-10T12:00:00Z");
const fine: DeliveryFacts = {
  now: NOW,
  channel: "email",
  marketing: true,
  createdAt: NOW - 1000,
  sendBefore: NOW + 86_400_000,
  attempts: 0,
  runStatus: "active",
  walked: false,
  goalReached: false,
  withAgent: false,
  flowStatus: "live",
  flowId: "f",
  pendingEvent: false,
  address: "a@shop.example",
  consent: "granted",
  consentPolicy: "opt-in",
  refusedTopic: null,
  workspaceCap: null,
  flowCap: null,
  capPolicy: "skip",
  recent: [],
  quietHours: null,
  quietHoursPolicy: "defer",
  zone: "Europe/Berlin",
  hasConnection: true,
};
const verdict = (facts: Partial<DeliveryFacts>) => maySend({ ...fine, ...facts });

describe("promise 5: the last look before a provider is called", () => {
  it("sends what nothing speaks against", () => {
    expect(verdict({})).toEqual({ kind: "send" });
    expect(verdict({ runStatus: "completed" })).toEqual({ kind: "send" });
  });

  it.each(["exited", "converted", "failed", null])(
    "S3-60: a run that is %s is not written to",
    (runStatus) => {
      expect(verdict({ runStatus })).toEqual({ kind: "skip", reason: "run_ended" });
    },
  );

  it.each(["exited", "converted"])(
    "what a run handed over that is %s because it walked to such an end goes out",
    (runStatus) => {
      expect(verdict({ runStatus, walked: true })).toEqual({ kind: "send" });
    },
  );

  it("marketing decided before the goal was reached is not sent, nor to somebody who talks with an agent; a transactional one is", () => {
    for (const [fact, reason] of [
      ["goalReached", "goal_reached"],
      ["withAgent", "agent_conversation"],
    ] as const) {
      expect(verdict({ [fact]: true })).toEqual({ kind: "skip", reason });
      expect(verdict({ [fact]: true, marketing: false })).toEqual({ kind: "send" });
    }
  });

  it("a committed event that nobody has handled yet makes it wait a moment, whatever else is true", () => {
    expect(verdict({ pendingEvent: true })).toEqual({ kind: "wait", until: NOW + 300, reason: null });
    expect(verdict({ pendingEvent: true, flowStatus: "stopped" }).kind).toBe("wait");
    const late = verdict({ pendingEvent: true, createdAt: NOW - 3_600_000 });
    expect(late).toEqual({ kind: "wait", until: NOW + 30_000, reason: null });
  });

  it("waits while the flow is paused, and skips when it is stopped", () => {
    expect(verdict({ flowStatus: "paused" })).toMatchObject({ kind: "wait", reason: "flow_paused" });
    expect(verdict({ flowStatus: "stopped" })).toEqual({ kind: "skip", reason: "flow_stopped" });
  });

  it("promise 8: skips what is overdue, at the limit to the millisecond", () => {
    expect(verdict({ sendBefore: NOW })).toEqual({ kind: "send" });
    expect(verdict({ sendBefore: NOW - 1 })).toEqual({ kind: "skip", reason: "too_late" });
  });

  it("S0-36: asks for consent as the workspace does, and never sends marketing after a no", () => {
    expect(verdict({ consent: "denied", consentPolicy: "opt-out" })).toEqual({
      kind: "skip",
      reason: "no_consent",
    });
    expect(verdict({ consent: "unknown", consentPolicy: "opt-in" })).toEqual({
      kind: "skip",
      reason: "no_consent",
    });
    expect(verdict({ consent: "unknown", consentPolicy: "opt-out" })).toEqual({ kind: "send" });
    expect(verdict({ consent: "denied", marketing: false })).toEqual({ kind: "send" });
  });

  it("S0-36: leaves out what is about a topic they said no to, and says which; the channel's no is the stronger one", () => {
    expect(verdict({ refusedTopic: "Newsletter" })).toEqual({
      kind: "skip",
      reason: "no_consent",
      detail: "Newsletter",
    });
    expect(verdict({ consent: "denied", refusedTopic: "Newsletter" })).toEqual({
      kind: "skip",
      reason: "no_consent",
    });
    expect(verdict({ refusedTopic: "Newsletter", marketing: false })).toEqual({ kind: "send" });
  });

  it("counts the cap over its own channel, and a message that leaves the window frees a slot", () => {
    const cap = { count: 2, periodMs: 7 * 86_400_000 };
    const sent = (at: number, channel = "email") => ({ channel, flowId: "other", at });
    const two = [sent(NOW - 1), sent(NOW - 6 * 86_400_000)];
    expect(verdict({ workspaceCap: cap, recent: two })).toEqual({ kind: "skip", reason: "capped" });
    expect(verdict({ workspaceCap: cap, recent: [...two.slice(1), sent(NOW - 1, "sms")] })).toEqual({
      kind: "send",
    });
    expect(verdict({ workspaceCap: cap, recent: [sent(NOW - 1), sent(NOW - 7 * 86_400_000)] })).toEqual({
      kind: "send",
    });
    expect(verdict({ workspaceCap: cap, recent: two, marketing: false })).toEqual({ kind: "send" });
  });

  it("holds until the next free slot where the workspace says so, unless that is too late", () => {
    const held = { workspaceCap: { count: 1, periodMs: 3_600_000 }, capPolicy: "hold" as const };
    const recent = [{ channel: "email", flowId: "f", at: NOW - 600_000 }];
    expect(verdict({ ...held, recent })).toEqual({ kind: "wait", until: NOW + 3_000_000, reason: "capped" });
    expect(verdict({ ...held, recent, sendBefore: NOW + 60_000 })).toEqual({
      kind: "skip",
      reason: "capped",
    });
  });

  it("lets only messages that were carried away from their moment heed quiet hours", () => {
    const night = { now: Date.parse("2026-03-10T22:30:00Z"), quietHours: { from: "22:00", until: "08:00" } };
    const morning = Date.parse("2026-03-11T07:00:00Z");
    const recently = night.now - 1000;
    expect(verdict({ ...night, createdAt: recently })).toEqual({ kind: "send" });
    expect(verdict({ ...night, createdAt: recently, attempts: 1 })).toEqual({
      kind: "wait",
      until: morning,
      reason: "quiet_hours",
    });
    expect(verdict({ ...night, attempts: 1, quietHoursPolicy: "skip" })).toEqual({
      kind: "skip",
      reason: "quiet_hours",
    });
  });

  it("keeps a message while its channel has no connection, as long as it is not too late", () => {
    expect(verdict({ hasConnection: false })).toMatchObject({ kind: "wait", reason: "no_channel" });
    expect(verdict({ hasConnection: false, sendBefore: NOW + 1000 })).toEqual({
      kind: "skip",
      reason: "no_channel",
    });
  });

  it("never sends marketing past a no, an ended run, an unhandled event or a flow that is not live", () => {
    fc.assert(
      fc.property(
        fc.record({
          pendingEvent: fc.boolean(),
          runStatus: fc.constantFrom("active", "completed", "converted", "exited", "failed", null),
          flowStatus: fc.constantFrom("live", "paused", "stopped", "draft"),
          consent: fc.constantFrom("granted" as const, "denied" as const, "unknown" as const),
          address: fc.constantFrom("a@shop.example", null),
          attempts: fc.nat(8),
          sendBefore: fc.integer({ min: NOW - 10, max: NOW + 10 }),
        }),
        (facts) => {
          if (verdict(facts).kind !== "send") return;
          expect(facts).toMatchObject({ pendingEvent: false, flowStatus: "live", consent: "granted" });
          expect(["active", "completed"]).toContain(facts.runStatus);
          expect(facts.sendBefore).toBeGreaterThanOrEqual(NOW);
          expect(facts.address).not.toBeNull();
        },
      ),
    );
  });
});
