import { graphlib, layout } from "@dagrejs/dagre";
import { leadsTo } from "@/lib/domain/flow/connect";
import type { FlowDocument } from "@/lib/domain/flow/document";
import { onGrid, type Point, portsOf } from "./edits";
import { nextOf, walkOrder } from "./walk";

export type Size = { width: number; height: number };

/** Space between cards: enough for an arrow and the name of a port. */
const BESIDE = 56;
const BELOW = 72;

/**
 * Where each step stands when the flow is drawn tidily from top to bottom, ports in their order from left to right. The first trigger
 * keeps its place, so that the drawing does not run away. `sizeOf` is the size of a step's card.
 */
export function tidy(document: FlowDocument, sizeOf: (stepId: string) => Size): Map<string, Point> {
  if (document.steps.length === 0) return new Map();
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: BESIDE, ranksep: BELOW, ranker: "network-simplex" });
  graph.setDefaultEdgeLabel(() => ({}));
  const steps = new Map(document.steps.map((step) => [step.id, step]));
  const order = walkOrder(document).map((id) => steps.get(id)!);
  for (const step of order) graph.setNode(step.id, { ...sizeOf(step.id) });
  for (const step of order) {
    const ports = portsOf(step);
    const leaving = document.edges
      .filter(({ from, to }) => from === step.id && graph.hasNode(to))
      .sort((a, b) => ports.indexOf(a.port) - ports.indexOf(b.port));
    for (const edge of leaving) graph.setEdge(edge.from, edge.to, { weight: 1 }, edge.id);
  }
  layout(graph, { constraints: leftOf(order, document) });
  const corners = new Map(
    document.steps.map((step): [string, Point] => {
      const { x, y, width, height } = graph.node(step.id) as Point & Size;
      return [step.id, { x: x - width / 2, y: y - height / 2 }];
    }),
  );
  const anchor = document.steps.find(({ type }) => type === "event-trigger") ?? document.steps[0]!;
  const was = anchor.position;
  const is = corners.get(anchor.id)!;
  return new Map(
    [...corners].map(([id, corner]) => [
      id,
      onGrid({ x: corner.x - is.x + was.x, y: corner.y - is.y + was.y }),
    ]),
  );
}

/**
 * Who stands left of whom: the targets of a step's ports, in the order of the ports. A pair that contradicts an earlier one is left out,
 * since dagre would lose the steps of a circle of such wishes.
 */
function leftOf(order: FlowDocument["steps"], document: FlowDocument): { left: string; right: string }[] {
  const pairs: { left: string; right: string }[] = [];
  const asEdges = () => pairs.map(({ left, right }) => ({ id: "", from: left, port: "", to: right }));
  for (const step of order) {
    const targets = [...new Set(nextOf(document, step.id))];
    for (const [index, left] of targets.entries()) {
      const right = targets[index + 1];
      if (right !== undefined && !leadsTo(asEdges(), right, left)) pairs.push({ left, right });
    }
  }
  return pairs;
}
