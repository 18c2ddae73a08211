import type { Transition } from "@/lib/domain/flow/run";
import { exitWords } from "@/lib/domain/timeline/reason-words";

/** What an event did to a run, in one clause: the strongest of what happened. */
export function moveWords(transitions: readonly Transition[]): string {
  const strongest = STRENGTH.flatMap((kind) =>
    transitions.filter((transition) => transition.kind === kind).slice(-1),
  )[0];
  return strongest ? wordsOf(strongest) : "moved on";
}

const STRENGTH = ["converted", "ended", "left", "moved", "outcome", "waiting", "retried", "entered"] as const;

function wordsOf(transition: Transition): string {
  switch (transition.kind) {
    case "converted":
      return `converted: ${transition.reason}`;
    case "ended":
      return `${transition.status}: ${transition.status === "exited" ? exitWords(transition.reason) : transition.reason}`;
    case "entered":
      return "moved on";
    default:
      return transition.reason;
  }
}
