import { describe, expect, it } from "vitest";
import type { Transition } from "@/lib/domain/flow/run";
import { describeTransitions } from "./describe-transitions";
import type { StepWords } from "./step-words";

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
