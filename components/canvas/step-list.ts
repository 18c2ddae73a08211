import { CATEGORY_LOOK } from "@/components/canvas/category-look";
import type { StepCategory } from "@/lib/domain/flow/step-definition";
import { STEPS, type StepType } from "@/lib/steps/registry";

export type StepChoice = { type: StepType; title: string; description: string; category: StepCategory };
export type StepGroup = { title: string; steps: StepChoice[] };

/** The palette's order of groups. */
const ORDER: readonly StepCategory[] = [
  "entry",
  "wait",
  "decision",
  "message",
  "coupon",
  "goal",
  "action",
  "exit",
];

/** The steps there are, in groups, those that fit what is looked for. `inside` leaves out what cannot stand behind another step. */
export function stepGroups(search = "", { inside = false }: { inside?: boolean } = {}): StepGroup[] {
  const words = search.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const all = Object.entries(STEPS).map(
    ([type, { title, description, category }]): StepChoice => ({
      type: type as StepType,
      title,
      description,
      category,
    }),
  );
  return ORDER.filter((category) => !inside || category !== "entry").flatMap((category) => {
    const { title } = CATEGORY_LOOK[category];
    const steps = all.filter((step) => {
      const text = `${step.title} ${step.description} ${title}`.toLowerCase();
      return step.category === category && words.every((word) => text.includes(word));
    });
    return steps.length > 0 ? [{ title, steps }] : [];
  });
}
