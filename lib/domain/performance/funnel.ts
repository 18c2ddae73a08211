import type { FlowCounts, StepCounts } from "./counts";
import { noCounts } from "./step-counts";

type Graph = {
  steps: readonly { id: string; category: string | null }[];
  edges: readonly { from: string; port: string; to: string }[];
};

/**
 * One stage: how many got so far. `what`: entered the flow, reached a step, were sent, opened or clicked its message, converted because of the
 * flow. `stepId` null is the flow itself.
 */
export type FunnelStage = {
  stepId: string | null;
  what: "entered" | "reached" | "sent" | "opened" | "clicked" | "converted";
  count: number;
};

/**
 * How far people get on the busiest way through the flow: those who entered, who reached its coupon and its first message, who were sent,
 * opened and clicked that, and who bought because of the flow: by its code, after its link or its message. Where more
 * got further than got so far, since there is another way around it (a code can be typed without a click), that stage is left out.
 */
export function funnelOf(
  graph: Graph,
  counts: ReadonlyMap<string, StepCounts>,
  flow: FlowCounts,
): FunnelStage[] {
  const of = (id: string) => counts.get(id) ?? noCounts(id);
  const way = busiestWay(graph, of);
  const coupon = way.find(({ category }) => category === "coupon");
  const message = way.find(({ category }) => category === "message");
  const outcomes = message ? of(message.id).outcomes : {};
  const earned = ["code", "click", "delivered"].reduce(
    (sum, rule) => sum + (flow.convertedBy[rule]?.count ?? 0),
    0,
  );
  const stages: FunnelStage[] = [
    { stepId: null, what: "entered", count: flow.entered },
    ...(coupon ? [{ stepId: coupon.id, what: "reached" as const, count: of(coupon.id).entered }] : []),
    ...(message
      ? (["sent", "opened", "clicked"] as const).map((what) => ({
          stepId: message.id,
          what,
          count: outcomes[what] ?? 0,
        }))
      : []),
    { stepId: null, what: "converted", count: earned },
  ];
  const kept: FunnelStage[] = [];
  for (const stage of stages) {
    // Nobody is told of an SMS that was read.
    if (stage.what === "opened" && stage.count === 0) continue;
    while (kept.length > 1 && kept[kept.length - 1]!.count < stage.count) kept.pop();
    if (kept.length === 0 || stage.count <= kept[0]!.count) kept.push(stage);
  }
  return kept;
}

/** From the trigger that most entered by, at each step by the port that most left by; where none was used yet, to the fuller step. */
function busiestWay({ steps, edges }: Graph, of: (id: string) => StepCounts): Graph["steps"] {
  const trigger = [...steps]
    .filter(({ category }) => category === "entry")
    .sort((a, b) => of(b.id).entered - of(a.id).entered)[0];
  const way: Graph["steps"][number][] = [];
  for (let at = trigger; at && !way.includes(at); ) {
    const here = at;
    way.push(here);
    const used = (edge: Graph["edges"][number]) => of(here.id).ports[edge.port] ?? 0;
    const next = edges
      .filter(({ from }) => from === here.id)
      .sort((a, b) => used(b) - used(a) || of(b.to).entered - of(a.to).entered)[0];
    at = steps.find(({ id }) => id === next?.to);
  }
  return way;
}
