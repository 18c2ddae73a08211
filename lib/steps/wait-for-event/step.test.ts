import { describe, expect, it } from "vitest";
import { happened, stepContext } from "@/lib/testing/step-context";
import { waitForEvent } from "./step";

const config = waitForEvent.config.parse({
  eventName: "PurchaseFinished",
  timeout: { value: 1, unit: "days" },
  filter: { match: "all", conditions: [{ field: "event.total", operator: "greater", value: 1000 }] },
});

describe("S4-12, S4-13: wait for an event", () => {
  it("leaves by happened when the event comes", () => {
    const context = stepContext({ input: happened("PurchaseFinished", { total: 4000 }) });
    expect(waitForEvent.decide(config, context)).toMatchObject({ kind: "go", port: "happened" });
    expect(waitForEvent.listens?.(config)).toEqual(["PurchaseFinished"]);
  });

  it("stays until the day is over when another event comes, or one that does not fit", () => {
    const until = Date.parse("2026-01-06T10:00:00Z");
    for (const input of [happened("ProductViewed"), happened("PurchaseFinished", { total: 500 })])
      expect(waitForEvent.decide(config, stepContext({ input }))).toMatchObject({ kind: "stay", until });
  });

  it("leaves by timed out once the day is over", () => {
    const context = stepContext({ now: "2026-01-06T10:00:00Z", input: { kind: "timer" } });
    expect(waitForEvent.decide(config, context)).toMatchObject({ kind: "go", port: "timed_out" });
  });

  it("an event that came before the timer was looked at wins, even late: it is handed over first", () => {
    const input = happened("PurchaseFinished", { total: 4000 });
    const context = stepContext({ now: "2026-01-07T10:00:00Z", input });
    expect(waitForEvent.decide(config, context)).toMatchObject({ port: "happened" });
  });

  it("is a problem while no such event is defined", () => {
    const references = {
      events: new Map(),
      templates: new Map(),
      campaigns: new Map(),
      channels: new Set<string>(),
      segments: new Map(),
      topics: new Map(),
    };
    expect(waitForEvent.check?.(config, references)).toEqual([
      expect.objectContaining({ path: "eventName" }),
    ]);
  });
});

describe("hold until it has been quiet", () => {
  const quiet = waitForEvent.config.parse({
    eventName: "PurchaseFinished",
    timeout: { value: 1, unit: "hours" },
    restartOn: "itemAddedToCart",
  });
  const NINE = Date.parse("2026-01-05T10:40:00Z");
  const touched = (at: number) => {
    const input = happened("itemAddedToCart");
    return input.kind === "event" ? { ...input, event: { ...input.event, acceptedAt: at } } : input;
  };

  it("each time the event comes the time begins anew, counted and kept for this visit alone", () => {
    expect(waitForEvent.listens?.(quiet)).toEqual(["PurchaseFinished", "itemAddedToCart"]);
    // Handled ten minutes after it was accepted: it is the acceptance that counts.
    const context = stepContext({ now: NINE + 600_000, input: touched(NINE) });
    expect(waitForEvent.decide(quiet, context)).toMatchObject({
      kind: "stay",
      until: NINE + 3_600_000,
      outcome: "restarted",
      context: { restarted: { visit: 1, at: NINE } },
    });
    const timer = (visit: number) =>
      stepContext({
        now: NINE + 1_800_000,
        input: { kind: "timer" },
        context: { restarted: { visit, at: NINE } },
      });
    expect(waitForEvent.decide(quiet, timer(1))).toMatchObject({ kind: "stay", until: NINE + 3_600_000 });
    expect(waitForEvent.decide(quiet, timer(0))).toMatchObject({ kind: "go", port: "timed_out" });
  });

  it("one event that is both lets them go on", () => {
    const both = waitForEvent.config.parse({ ...quiet, restartOn: "PurchaseFinished" });
    const context = stepContext({ input: happened("PurchaseFinished") });
    expect(waitForEvent.decide(both, context)).toMatchObject({ kind: "go", port: "happened" });
  });
});
