import type { DraftStep } from "@/lib/domain/flow/document";
import type { Names, StepCategory, StepDefinition } from "@/lib/domain/flow/step-definition";

/** A step as people know it. */
export type StepWords = {
  id: string;
  type: string;
  category: StepCategory | null;
  /** The marketer's name for it, else what it does. */
  name: string;
  /** Label of each port. */
  ports: ReadonlyMap<string, string>;
};

/** Puts a step of a document into words; a type that this version does not know keeps its id. */
export function stepWords(
  step: DraftStep,
  stepOf: (type: string) => StepDefinition | null,
  names: Names,
): StepWords {
  const definition = stepOf(step.type);
  return {
    id: step.id,
    type: step.type,
    category: definition?.category ?? null,
    name: step.name || definition?.describe(step.config, names).title || step.id,
    ports: new Map(definition?.ports(step.config).map(({ id, label }) => [id, label])),
  };
}
