import type { ResponseOf } from "@/lib/contracts/contract";
import type { validateFlowContract } from "@/lib/contracts/flows";
import type { FlowDocument } from "@/lib/domain/flow/document";
import { namesOf } from "@/lib/domain/flow/names-of";
import type { References } from "@/lib/domain/flow/step-definition";
import { validateFlow } from "@/lib/domain/flow/validate";
import { stepWords } from "@/lib/domain/timeline/step-words";
import { stepOf } from "@/lib/steps/registry";

export type NamedProblem = ResponseOf<typeof validateFlowContract>["problems"][number];

/** Every problem of a draft, with the name of its step in words (S4-23). */
export function checkDraft(document: FlowDocument, references: References): NamedProblem[] {
  const names = namesOf(references);
  const words = new Map(document.steps.map((step) => [step.id, stepWords(step, stepOf, names).name]));
  return validateFlow(document, stepOf, references).map((problem) => ({
    ...problem,
    stepName: problem.stepId === null ? null : (words.get(problem.stepId) ?? problem.stepId),
  }));
}
