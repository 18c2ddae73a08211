import { z } from "zod";
import { draftStep, edge, type FlowDocument } from "@/lib/domain/flow/document";
import { onGrid, type Point } from "./edits";
import type { Recipe } from "./history";

/** Steps on their way from one flow to another, as text on the clipboard. */
const clip = z.object({
  cartograph: z.literal("steps"),
  steps: z.array(draftStep).min(1).max(300),
  edges: z.array(edge).max(1000),
});
export type Clip = z.output<typeof clip>;

/** The chosen steps and the connections between them, as text; null when none are chosen. */
export function copySteps(document: FlowDocument, stepIds: readonly string[]): string | null {
  const chosen = new Set(stepIds);
  const steps = document.steps.filter(({ id }) => chosen.has(id));
  if (steps.length === 0) return null;
  const edges = document.edges.filter(({ from, to }) => chosen.has(from) && chosen.has(to));
  return JSON.stringify({ cartograph: "steps", steps, edges } satisfies Clip);
}

/** Reads what copySteps wrote; null for any other text. Anything may stand on a clipboard, so it is parsed like any outside byte. */
export function readClip(text: string): Clip | null {
  if (text.length > 4_000_000 || !text.includes('"cartograph"')) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = clip.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/**
 * Puts copied steps into a flow under new ids. With `at` the upper left corner of what was copied lands there; else it stands 40 px beside
 * the original. @returns the recipe and the ids of the new steps
 */
export function pasteSteps(
  { steps, edges }: Clip,
  newId: () => string,
  at: Point | null,
): { recipe: Recipe; stepIds: string[] } {
  const ids = new Map(steps.map(({ id }) => [id, newId()]));
  const corner = {
    x: Math.min(...steps.map(({ position }) => position.x)),
    y: Math.min(...steps.map(({ position }) => position.y)),
  };
  const shift = at ? { x: at.x - corner.x, y: at.y - corner.y } : { x: 40, y: 40 };
  const recipe: Recipe = (draft) => {
    for (const step of steps) {
      const position = onGrid({ x: step.position.x + shift.x, y: step.position.y + shift.y });
      draft.steps.push({ ...step, id: ids.get(step.id)!, position });
    }
    for (const { from, to, port } of edges) {
      const [source, target] = [ids.get(from), ids.get(to)];
      if (source && target) draft.edges.push({ id: newId(), from: source, to: target, port });
    }
  };
  return { recipe, stepIds: [...ids.values()] };
}
