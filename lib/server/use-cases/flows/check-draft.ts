import type { ResponseOf } from "@/lib/contracts/contract";
import type { validateFlowContract } from "@/lib/contracts/flow-drafts";
import type { FlowDocument } from "@/lib/domain/flow/document";
import { namesOf } from "@/lib/domain/flow/names-of";
import type { References } from "@/lib/domain/flow/step-definition";
import { type Problem, validateFlow } from "@/lib/domain/flow/validate";
import { stepWords } from "@/lib/domain/timeline/step-words";
import { syntaxProblems } from "@/lib/server/channels/check-liquid";
import type { LiquidTarget } from "@/lib/server/channels/liquid";
import { callWebhook } from "@/lib/steps/call-webhook/step";
import { stepOf } from "@/lib/steps/registry";

export type NamedProblem = ResponseOf<typeof validateFlowContract>["problems"][number];

/** Every problem of a draft, also those that take a template engine to find, with the name of its step in words (S4-23). */
export function checkDraft(document: FlowDocument, references: References): NamedProblem[] {
  const names = namesOf(references);
  const words = new Map(document.steps.map((step) => [step.id, stepWords(step, stepOf, names).name]));
  const problems = [
    ...validateFlow(document, stepOf, references),
    ...document.steps.flatMap(webhookProblems),
  ];
  return problems.map((problem) => ({
    ...problem,
    stepName: problem.stepId === null ? null : (words.get(problem.stepId) ?? problem.stepId),
  }));
}

/** What of a webhook step is no Liquid, so that its call could never be made. The steps themselves know no Liquid. */
function webhookProblems(step: FlowDocument["steps"][number]): Problem[] {
  const config = step.type === callWebhook.type ? callWebhook.config.safeParse(step.config) : null;
  if (!config?.success) return [];
  const { url, headers, body } = config.data;
  const problemAt = (path: string, target: LiquidTarget, source: string): Problem[] =>
    syntaxProblems(target, source).map(({ line, message, fix }) => ({
      severity: "error",
      stepId: step.id,
      path,
      code: "liquid",
      message: `Line ${line}: ${message}`,
      fix,
    }));
  return [
    ...problemAt("url", "url", url),
    ...headers.flatMap(({ value }, index) => problemAt(`headers.${index}.value`, "header", value)),
    ...problemAt("body", "json", body),
  ];
}
