import type { FlowReferences } from "@/lib/client/queries/flows";
import { equal } from "@/lib/domain/flow/diff";
import type { DraftStep, FlowDocument } from "@/lib/domain/flow/document";
import { referencesOf } from "@/lib/domain/flow/references-of";
import type { Names } from "@/lib/domain/flow/step-definition";
import { type Problem, validateFlow } from "@/lib/domain/flow/validate";
import { stepOf } from "@/lib/steps/registry";
import { triggersOf, wordsOf } from "./words";

/** What follows from the draft and the workspace; worked out anew after each change. */
export type Derived = {
  problems: readonly Problem[];
  problemsOf: ReadonlyMap<string, readonly Problem[]>;
  names: Names;
  triggers: FlowReferences["events"];
};

/** Words of a step on its card: the marketer's own name first, then what it does. */
export function wordsOfStep(
  step: Pick<DraftStep, "type" | "name" | "config">,
  names: Names,
): { title: string; detail: string } {
  const words = stepOf(step.type)?.describe(step.config, names) ?? {
    title: step.type,
    detail: "This version does not know this step",
  };
  return step.name ? { title: step.name, detail: words.title } : words;
}

/** Works out what follows from a draft. Parts that are the same as before stay the same objects, so that nothing is drawn again for them. */
export function derive(
  document: FlowDocument,
  references: FlowReferences,
  formats: { currency: string; timeZone: string },
  before: Derived | null,
): Derived {
  const problems = validateFlow(document, stepOf, referencesOf(references));
  const problemsOf = new Map<string, readonly Problem[]>();
  for (const problem of problems) {
    if (problem.stepId === null) continue;
    problemsOf.set(problem.stepId, [...(problemsOf.get(problem.stepId) ?? []), problem]);
  }
  for (const [stepId, list] of problemsOf) {
    const old = before?.problemsOf.get(stepId);
    if (old && equal(old, list)) problemsOf.set(stepId, old);
  }
  const triggers = triggersOf(document, references);
  const sameTriggers =
    before !== null &&
    before.triggers.length === triggers.length &&
    triggers.every((event, index) => event === before.triggers[index]);
  return {
    problems: before && equal(before.problems, problems) ? before.problems : problems,
    problemsOf,
    names: sameTriggers ? before.names : wordsOf(references, triggers, formats),
    triggers: sameTriggers ? before.triggers : triggers,
  };
}
