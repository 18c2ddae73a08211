import type { Transition } from "@/lib/domain/flow/run";
import type { TimelineEntry } from "./entry";
import { momentWords } from "./moment-words";
import { moneyWords } from "./money-words";
import { exitWords, outcomeReasonWords } from "./reason-words";
import type { StepWords } from "./step-words";

/** One row of the step log: all that happened to a run in one batch, oldest first. */
export type LoggedTransitions = {
  id: number;
  runId: string;
  flowId: string;
  flowName: string;
  transitions: readonly Transition[];
};

/**
 * A batch's transitions in words, newest first. Left out is what another entry says already: the passage from the trigger (it is
 * the entry), arriving at a step (it is the leaving of the step before), and the hand-over of a message (it is the message).
 */
export function describeTransitions(
  row: LoggedTransitions,
  steps: ReadonlyMap<string, StepWords>,
  zone: string,
): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  row.transitions.forEach((transition, index) => {
    const step = steps.get(transition.stepId);
    const words = wordsOf(transition, row, steps, zone);
    if (!words) return;
    entries.push({
      id: `log:${row.id}:${index}`,
      at: new Date(transition.at).toISOString(),
      ...words,
      runId: row.runId,
      flowId: row.flowId,
      flowName: row.flowName,
      stepId: transition.stepId,
      ...(step ? { stepName: step.name, stepType: step.type } : {}),
    });
  });
  return entries.reverse();
}

type Words = Pick<TimelineEntry, "kind" | "title" | "reason" | "facts">;

function wordsOf(
  transition: Transition,
  { transitions, flowName }: LoggedTransitions,
  steps: ReadonlyMap<string, StepWords>,
  zone: string,
): Words | null {
  const step = steps.get(transition.stepId);
  const name = step ? `“${step.name}”` : "a step that is gone";
  switch (transition.kind) {
    case "entered": {
      if (step?.category !== "entry") return null;
      const left = transitions.find((other) => other.kind === "left" && other.stepId === transition.stepId);
      return {
        kind: "entered",
        title: `Entered ${flowName}`,
        ...(left?.kind === "left" ? { reason: left.reason } : {}),
      };
    }
    case "waiting":
      return {
        kind: "waiting",
        title: `Waiting at ${name}`,
        reason:
          transition.until === null
            ? transition.reason
            : `${transition.reason}, until ${momentWords(transition.until, zone)}`,
        facts: { until: transition.until === null ? null : new Date(transition.until).toISOString() },
      };
    case "left": {
      if (step?.category === "entry" || (step?.category === "message" && transition.port === "next"))
        return null;
      const to = transition.to === null ? null : (steps.get(transition.to)?.name ?? transition.to);
      return {
        kind: "left",
        title: `${name}: ${portWords(step, transition.port)}`,
        reason: to === null ? transition.reason : `${transition.reason}; went on to “${to}”`,
        facts: { port: transition.port, to: transition.to },
      };
    }
    case "moved": {
      const to = steps.get(transition.to)?.name ?? transition.to;
      return {
        kind: "moved",
        title: `Moved to version ${transition.version} of ${flowName}`,
        reason:
          transition.to === transition.stepId
            ? transition.reason
            : `${transition.reason}; went on to “${to}”`,
        facts: { version: transition.version, to: transition.to },
      };
    }
    case "outcome":
      // A review is its waiting, its decision and its leaving.
      if (transition.outcome === "queued" || transition.outcome.startsWith("review:")) return null;
      return {
        kind: "outcome",
        title: `${name}: ${outcomeWords(transition.outcome)}`,
        reason: transition.reason,
        facts: { outcome: transition.outcome, ...transition.data },
      };
    case "converted":
      return {
        kind: "converted",
        title: `Converted in ${flowName}: ${moneyWords(transition.revenue, transition.currency)}`,
        reason: transition.postCompletion
          ? `${transition.reason}, after the flow was over`
          : transition.reason,
        facts: {
          rule: transition.rule,
          revenue: transition.revenue,
          currency: transition.currency,
          postCompletion: transition.postCompletion,
        },
      };
    case "retried":
      return {
        kind: "entered",
        title: `Was put back into ${flowName} at ${name}`,
        reason: transition.reason,
      };
    case "ended":
      return {
        kind: "ended",
        ...endWords(transition.status, transition.reason, flowName),
        facts: { status: transition.status, reason: transition.reason },
      };
  }
}

function portWords(step: StepWords | undefined, port: string): string {
  if (port === "goal") return "jumped to the goal";
  return (step?.ports.get(port) ?? port).toLowerCase();
}

/** "skipped:quiet_hours" as "not sent, quiet hours". */
function outcomeWords(outcome: string): string {
  const [what = "", ...rest] = outcome.split(":");
  const why = rest.join(":");
  if (what === "holdout") return "held out, to compare with";
  if (what === "restarted") return "the time began anew";
  const verb = what === "skipped" ? "not sent" : what === "deferred" ? "put off" : what.replaceAll("_", " ");
  return why ? `${verb}, ${outcomeReasonWords(why)}` : verb;
}

function endWords(status: string, reason: string, flowName: string): { title: string; reason?: string } {
  if (status === "converted") return { title: `Finished ${flowName} as converted`, reason };
  if (status === "completed") return { title: `Completed ${flowName}`, reason };
  if (status === "failed") return { title: `Was taken out of ${flowName}: a step failed`, reason };
  return { title: `Left ${flowName} early: ${exitWords(reason)}` };
}
