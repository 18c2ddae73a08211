import type { CounterSum, StepCounts } from "./counts";
import { cut, total } from "./flow-counts";

/** The counters of each step that has any. */
export function stepCounts(sums: readonly CounterSum[]): Map<string, StepCounts> {
  const steps = new Map<string, StepCounts>();
  for (const { stepId, outcome, count, amount } of sums) {
    if (stepId === "") continue;
    const step = steps.get(stepId) ?? noCounts(stepId);
    steps.set(stepId, step);
    const [what, why] = cut(outcome);
    if (outcome === "entered") step.entered += count;
    else if (outcome === "moved_in") step.movedIn += count;
    else if (outcome === "moved_out") step.movedOut += count;
    else if (what === "port") step.ports[why] = (step.ports[why] ?? 0) + count;
    else if (what === "ended") step.ended[why] = (step.ended[why] ?? 0) + count;
    else if (outcome === "converted") {
      step.converted += count;
      step.revenue += amount;
    } else step.outcomes[outcome] = (step.outcomes[outcome] ?? 0) + count;
  }
  return steps;
}

/** A step that nothing was counted on yet. */
export function noCounts(stepId: string): StepCounts {
  return {
    stepId,
    entered: 0,
    movedIn: 0,
    movedOut: 0,
    ports: {},
    ended: {},
    outcomes: {},
    converted: 0,
    revenue: 0,
  };
}

/** How many stand at a step: whoever came and has neither left nor ended there. */
export function waitingAt(step: StepCounts): number {
  return step.entered + step.movedIn - step.movedOut - total(step.ports) - total(step.ended);
}
