import { describe, expect, it } from "vitest";
import { type WhyFacts, whyOrWhyNot } from "./why";

const AT = Date.parse("2026-11-02T10:00:00Z");
const HOUR = 3_600_000;

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
