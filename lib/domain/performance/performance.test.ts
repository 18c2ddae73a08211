import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkCounts } from "./check-counts";
import type { CounterSum } from "./counts";
import { edgeWidth } from "./edge-width";
import { activeOf, flowCounts } from "./flow-counts";
import { funnelOf } from "./funnel";
import { keepWindow, movedSince, type Sample } from "./movement";
import { outcomeBar } from "./outcome-bar";
import { stepCounts, waitingAt } from "./step-counts";

const sum = (stepId: string, outcome: string, count: number, amount = 0): CounterSum => ({
  stepId,
  outcome,
  count,
  amount,
});

// 10 came in; 2 bought while waiting; 5 timed out, of whom 4 were mailed and 1 skipped; 3 still wait.
const SUMS = [
  sum("", "entered", 10),
  sum("", "completed", 7),
  sum("", "converted", 3, 9000),
  sum("", "converted:code", 1, 4000),
  sum("", "converted:goal", 2, 5000),
  sum("", "refused:reentry_delay", 4),
  sum("t", "entered", 10),
  sum("t", "port:next", 10),
  sum("w", "entered", 10),
  sum("w", "port:timed_out", 5),
  sum("w", "port:happened", 2),
  sum("m", "entered", 5),
  sum("m", "port:next", 5),
  sum("m", "queued", 4),
  sum("m", "skipped:no_consent", 1),
  sum("m", "sent", 4),
  sum("m", "converted", 1, 4000),
];

describe("performance from counters", () => {
  it("S4-24, X-4: adds up the flow, those whom it earned beside those who only reached the goal", () => {
    const flow = flowCounts(SUMS);
    expect(flow).toMatchObject({
      entered: 10,
      completed: 7,
      converted: 3,
      revenue: 9000,
      refused: { reentry_delay: 4 },
    });
    expect(flow.convertedBy).toEqual({
      code: { count: 1, revenue: 4000 },
      goal: { count: 2, revenue: 5000 },
    });
    expect(activeOf(flow)).toBe(3);
  });

  it("S4-24: tells of each step who came, waits, left by which port, and what was skipped and why", () => {
    const steps = stepCounts(SUMS);
    expect(waitingAt(steps.get("w")!)).toBe(3);
    expect(steps.get("w")!.ports).toEqual({ timed_out: 5, happened: 2 });
    expect(steps.get("m")).toMatchObject({
      outcomes: { queued: 4, "skipped:no_consent": 1, sent: 4 },
      converted: 1,
      revenue: 4000,
    });
    expect(checkCounts(flowCounts(SUMS), steps.values())).toEqual([]);
  });

  it("names each way in which counters can disagree", () => {
    const problems = (changed: CounterSum[]) =>
      checkCounts(flowCounts(changed), stepCounts(changed).values()).join(" ");
    expect(problems([...SUMS, sum("", "exited:opted_out", 1)])).toContain(
      "2 are inside the flow, but 3 stand at its steps",
    );
    expect(problems([sum("m", "port:next", 2)])).toContain(
      '2 more have left the step "m" than ever came to it',
    );
    expect(problems([sum("", "entered", 1), sum("", "converted", 2), sum("t", "entered", 1)])).toContain(
      "2 have converted, but only 1 have entered",
    );
    expect(problems([sum("", "failed", 1)])).toContain("1 more have ended than ever entered");
  });

  const GRAPH = {
    steps: [
      { id: "t", category: "entry" },
      { id: "w", category: "wait" },
      { id: "m", category: "message" },
      { id: "x", category: "exit" },
    ],
    edges: [
      { from: "t", port: "next", to: "w" },
      { from: "w", port: "happened", to: "x" },
      { from: "w", port: "timed_out", to: "m" },
    ],
  };

  it("S4-24: the funnel follows the busiest way to its first message and ends with what the flow itself earned", () => {
    const sums = [...SUMS, sum("m", "opened", 3), sum("m", "clicked", 2)];
    const funnel = (changed: CounterSum[]) => funnelOf(GRAPH, stepCounts(changed), flowCounts(changed));
    expect(funnel(sums)).toEqual([
      { stepId: null, what: "entered", count: 10 },
      { stepId: "m", what: "sent", count: 4 },
      { stepId: "m", what: "opened", count: 3 },
      { stepId: "m", what: "clicked", count: 2 },
      { stepId: null, what: "converted", count: 1 },
    ]);
    // An SMS is never opened, and a code is used without a click: neither is shown as a place where all are lost.
    expect(funnel(SUMS).map(({ what }) => what)).toEqual(["entered", "sent", "converted"]);
  });

  it("never grows from stage to stage, and survives any drawing", () => {
    const outcome = fc.constantFrom("entered", "port:next", "port:timed_out", "sent", "opened", "clicked");
    const counter = fc.record({
      stepId: fc.constantFrom("t", "w", "m", "x"),
      outcome,
      count: fc.nat(50),
      amount: fc.constant(0),
    });
    const ids = fc.constantFrom("t", "w", "m", "x");
    const edge = fc.record({ from: ids, port: fc.constantFrom("next", "happened", "timed_out"), to: ids });
    fc.assert(
      fc.property(fc.array(counter), fc.array(edge), fc.nat(50), (sums, edges, entered) => {
        const stages = funnelOf(
          { ...GRAPH, edges },
          stepCounts(sums),
          flowCounts([sum("", "entered", entered)]),
        );
        for (const [index, stage] of stages.entries())
          if (index > 0) expect(stage.count).toBeLessThanOrEqual(stages[index - 1]!.count);
      }),
    );
    expect(funnelOf({ steps: [], edges: [] }, new Map(), flowCounts([]))).toEqual([
      { stepId: null, what: "entered", count: 0 },
      { stepId: null, what: "converted", count: 0 },
    ]);
  });

  it("S2-24: shows of a message step what was skipped and why beside what was sent", () => {
    const counts = { ...stepCounts([...SUMS, sum("m", "sent", -1)]).get("m")!, waiting: 0 };
    const bar = outcomeBar({ category: "message", ports: [] }, counts);
    expect(bar.map(({ state, label, count }) => [state, label, count])).toEqual([
      ["outcome:sent", "Sent", 3],
      ["outcome:skipped:no_consent", "Not sent: no consent", 1],
      ["outcome:queued", "On its way", 1],
    ]);
    const wait = { ...stepCounts(SUMS).get("w")!, waiting: 3 };
    const ports = [{ id: "timed_out", label: "Timed out" }];
    expect(outcomeBar({ category: "wait", ports }, wait).map(({ label, count }) => [label, count])).toEqual([
      ["Timed out", 5],
      ["happened", 2],
      ["Here now", 3],
    ]);
  });

  it("S3-41: shows what became of those who were held for a person", () => {
    const counts = stepCounts([
      sum("c", "entered", 20),
      sum("c", "port:issued", 9),
      sum("c", "port:held", 5),
      sum("c", "port:pool_empty", 1),
      sum("c", "review:asked", 14),
      sum("c", "review:approved", 5),
      sum("c", "review:issued", 4),
      sum("c", "review:refused", 3),
      sum("c", "review:expired", 2),
    ]).get("c")!;
    const ports = [
      { id: "issued", label: "Issued" },
      { id: "pool_empty", label: "Pool empty" },
    ];
    const bar = outcomeBar({ category: "coupon", ports }, { ...counts, waiting: waitingAt(counts) });
    expect(bar.map(({ label, count }) => [label, count])).toEqual([
      ["Issued", 5],
      ["Held, then approved", 4],
      ["Held, then refused", 3],
      ["Held, nobody decided", 2],
      ["Pool empty", 1],
      ["Waiting for a decision", 5],
    ]);
  });

  it("draws edges wider the more took them, between 1 and 10 pixels", () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e9), (a, b) => {
        const [less, more] = a < b ? [a, b] : [b, a];
        expect(edgeWidth(less, more)).toBeLessThanOrEqual(edgeWidth(more, more));
        expect(edgeWidth(less, more)).toBeGreaterThanOrEqual(1);
        expect(edgeWidth(more, more)).toBeLessThanOrEqual(10);
      }),
    );
  });

  it("counts what moved in the last minute, and forgets it after", () => {
    const sample = (at: number, count: number): Sample => ({ at, left: new Map([["w timed_out", count]]) });
    let samples: Sample[] = [];
    for (const [at, count] of [
      [0, 5],
      [30_000, 7],
      [59_000, 8],
    ] as const)
      samples = keepWindow(samples, sample(at, count), 60_000);
    expect(movedSince(samples)).toEqual(new Map([["w timed_out", 3]]));
    for (const at of [90_000, 125_000]) samples = keepWindow(samples, sample(at, 8), 60_000);
    expect(movedSince(samples).size).toBe(0);
    expect(samples.length).toBeLessThanOrEqual(3);
    expect(movedSince([sample(0, 9), sample(1, 2)]).size).toBe(0);
  });
});
