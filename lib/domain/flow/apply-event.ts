import { holds } from "@/lib/domain/condition/evaluate";
import { durationMs } from "@/lib/domain/time/duration";
import { conversionOf } from "./attribution";
import { exitFor } from "./exit-for";
import type { FlowEvent } from "./facts";
import { advance, contextOf, convert, end, jump, type Passage } from "./interpreter";
import { remember } from "./remember";
import { REVIEW_DECIDED_EVENT, type ReviewDecidedProperties, reviewWords } from "./review-decided";
import { scopeOf } from "./scope";
import type { StepRequest } from "./step-definition";

/**
 * Applies one event to an active run, in this order: exits, the flow's goal, goal steps ahead, the step it stands at. Whichever
 * takes the event first is the only one.
 */
export function applyEvent(passage: Passage, event: FlowEvent): StepRequest | null {
  const { run, version } = passage;
  if (event.name === REVIEW_DECIDED_EVENT) return applyReview(passage, event);
  remember(passage, event);
  const exit = exitFor(passage, event);
  if (exit) {
    end(passage, "exited", exit);
    return null;
  }
  const step = version.steps.get(run.stepId);
  if (matchesGoal(passage, event)) {
    const conversion = conversionOf(passage, event);
    if (passage.goal?.mode === "attributed" && conversion.rule === "goal") {
      end(passage, "exited", "order_not_attributed");
      return null;
    }
    // A step that was waiting for this very event shows it as happened before the run ends.
    if (step?.listens.has(event.name)) {
      const decision = step.definition.decide(step.config, contextOf(passage, { kind: "event", event }));
      if (decision.kind === "go")
        passage.log.push({
          kind: "left",
          stepId: step.id,
          at: passage.now,
          port: decision.port,
          to: null,
          reason: decision.reason,
        });
    }
    convert(passage, event, run.stepId);
    end(passage, "converted", `${event.name} happened`);
    return null;
  }
  for (const goalId of step?.goals ?? []) {
    const goalStep = version.steps.get(goalId)!;
    if (!goalStep.listens.has(event.name)) continue;
    const decision = goalStep.definition.decide(
      goalStep.config,
      contextOf(passage, { kind: "event", event }),
    );
    if (decision.kind !== "go" || decision.port !== "reached") continue;
    jump(passage, step!, goalStep, event.name);
    return advance(passage, { kind: "event", event });
  }
  if (step?.listens.has(event.name)) return advance(passage, { kind: "event", event });
  return null;
}

/** A person decided about the incentive that a run waits for. What is not of this very visit comes too late, and changes nothing. */
function applyReview(passage: Passage, event: FlowEvent): StepRequest | null {
  const { run, now } = passage;
  const { review } = run.context;
  const { runId, visit, decision, by, note } = event.properties as ReviewDecidedProperties;
  if (runId !== run.id || visit !== run.visit || review?.visit !== visit || review.decided) return null;
  run.context = { ...run.context, review: { ...review, decided: { as: decision, by } } };
  passage.log.push({
    kind: "outcome",
    stepId: run.stepId,
    at: now,
    outcome: `review:${decision}`,
    reason: reviewWords(decision, by, note),
  });
  return advance(passage, { kind: "timer" });
}

/** An order that comes after a run has ended still counts inside the window, flagged; the run's status stays (S2-31). */
export function applyAfterEnd(passage: Passage, event: FlowEvent): void {
  const { run, version } = passage;
  if (run.convertedAt !== null || run.status !== "completed" || !matchesGoal(passage, event)) return;
  if (event.occurredAt > run.enteredAt + durationMs(version.settings.conversionWindow)) return;
  run.postCompletion = true;
  convert(passage, event, run.stepId);
}

function matchesGoal(passage: Passage, event: FlowEvent): boolean {
  const { goal } = passage;
  return goal !== null && goal.eventName === event.name && holds(goal.filter, scopeOf(passage, event));
}
