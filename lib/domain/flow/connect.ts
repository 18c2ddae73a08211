import type { FlowDocument } from "./document";
import type { StepDefinition } from "./step-definition";

type Wanted = { from: string; port: string; to: string };
type StepOf = (type: string) => StepDefinition | null;

/**
 * Why a connection may not be drawn, in a sentence for the person who draws it; null when it may. `ignore` is the id of a connection
 * that is being moved and does not count.
 */
export function refuseConnection(
  document: FlowDocument,
  { from, port, to }: Wanted,
  stepOf: StepOf,
  ignore?: string,
): string | null {
  const source = document.steps.find((step) => step.id === from);
  const target = document.steps.find((step) => step.id === to);
  if (!source || !target) return "One of these steps is not there any more.";
  if (from === to) return "A step cannot lead to itself.";
  const ports = stepOf(source.type)?.ports(source.config) ?? [];
  const leaving = ports.find((candidate) => candidate.id === port);
  if (!leaving) return "This step has no such port any more.";
  if (stepOf(target.type)?.category === "entry")
    return "Customers enter at a trigger: nothing can lead into it.";
  const others = document.edges.filter((edge) => edge.id !== ignore);
  if (others.some((edge) => edge.from === from && edge.port === port))
    return `“${leaving.label}” leads somewhere already. Delete that connection first, or use a branch to go two ways.`;
  if (leadsTo(others, to, from)) return "This would send customers round in a circle.";
  return null;
}

/** Whether one can walk from a step to another along the connections. */
export function leadsTo(edges: FlowDocument["edges"], start: string, goal: string): boolean {
  const seen = new Set([start]);
  const queue = [start];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (at === goal) return true;
    for (const edge of edges) {
      if (edge.from !== at || seen.has(edge.to)) continue;
      seen.add(edge.to);
      queue.push(edge.to);
    }
  }
  return false;
}
