import type { FlowCounts, StepCounts } from "./counts";
import { activeOf } from "./flow-counts";
import { waitingAt } from "./step-counts";

/**
 * What does not add up in a flow's all-time counters; nothing when all does. The flow and its steps are counted apart, so those inside the
 * flow must be those that stand at its steps, nobody leaves a step they never came to, and nobody converts without entering.
 */
export function checkCounts(flow: FlowCounts, steps: Iterable<StepCounts>): string[] {
  const problems: string[] = [];
  const active = activeOf(flow);
  let standing = 0;
  for (const step of steps) {
    const waiting = waitingAt(step);
    standing += waiting;
    if (waiting < 0)
      problems.push(`${-waiting} more have left the step "${step.stepId}" than ever came to it.`);
  }
  if (active < 0) problems.push(`${-active} more have ended than ever entered.`);
  if (active !== standing)
    problems.push(`${active} are inside the flow, but ${standing} stand at its steps.`);
  if (flow.converted > flow.entered + flow.movedIn)
    problems.push(`${flow.converted} have converted, but only ${flow.entered} have entered.`);
  return problems;
}
