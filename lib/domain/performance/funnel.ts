import type { StepCounts } from "./counts";
import { noCounts } from "./step-counts";

type Graph = {
  steps: readonly { id: string; category: string | null }[];
  edges: readonly { from: string; port: string; to: string }[];
};

/** One stage: how many came to this step. `stepId` null is the last stage: all who converted. */
export type FunnelStage = { stepId: string | null; count: number };

/**
 * How far people get: the busiest way through the flow, step by step, then all who converted. At each step the way goes on by the
 * port that most left by, so that it is the way most people really took.
 */
export function funnelOf(
  { steps, edges }: Graph,
  counts: ReadonlyMap<string, StepCounts>,
  converted: number,
): FunnelStage[] {
  const of = (id: string) => counts.get(id) ?? noCounts(id);
  const triggers = steps.filter(({ category }) => category === "entry");
  const stages: FunnelStage[] = [];
  const seen = new Set<string>();
  let at = triggers.sort((a, b) => of(b.id).entered - of(a.id).entered)[0]?.id;
  while (at !== undefined && !seen.has(at)) {
    seen.add(at);
    const here = of(at);
    stages.push({ stepId: at, count: here.entered });
    at = edges
      .filter(({ from }) => from === at)
      .sort((a, b) => busier(b, here, of) - busier(a, here, of))[0]?.to;
  }
  return [...stages, { stepId: null, count: converted }];
}

/** Ports decide; where none was used yet, the fuller step behind them. */
function busier(edge: Graph["edges"][number], here: StepCounts, of: (id: string) => StepCounts): number {
  return (here.ports[edge.port] ?? 0) * 1e6 + of(edge.to).entered;
}
