import type { FlowDocument } from "@/lib/domain/flow/document";
import { portsOf } from "./edits";

/**
 * Step ids in the order one walks the flow: from each trigger along its ports, each step after all that lead to it where there is no
 * circle; then what nobody reaches, from top to bottom. Tab follows it.
 */
export function walkOrder({ steps, edges }: FlowDocument): string[] {
  const known = new Set(steps.map(({ id }) => id));
  const incoming = new Map<string, number>();
  for (const { from, to } of edges)
    if (known.has(from) && known.has(to)) incoming.set(to, (incoming.get(to) ?? 0) + 1);
  const order: string[] = [];
  const seen = new Set<string>();
  const left = new Map(incoming);
  const starts = byPlace(steps.filter(({ id }) => !incoming.has(id)));
  const visit = (id: string) => {
    const stack = [id];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      order.push(at);
      // The last pushed is walked first, so the first port goes on last.
      for (const next of nextOf({ steps, edges }, at).reverse()) {
        left.set(next, (left.get(next) ?? 1) - 1);
        if ((left.get(next) ?? 0) <= 0) stack.push(next);
      }
    }
  };
  for (const { id } of starts) visit(id);
  for (const { id } of byPlace(steps)) visit(id);
  return order;
}

/** Where one comes along the ports of a step, in their order. */
export function nextOf({ steps, edges }: Pick<FlowDocument, "steps" | "edges">, id: string): string[] {
  const step = steps.find((candidate) => candidate.id === id);
  if (!step) return [];
  const known = new Set(steps.map((candidate) => candidate.id));
  const order = portsOf(step);
  return edges
    .filter(({ from, to }) => from === id && known.has(to))
    .sort((a, b) => order.indexOf(a.port) - order.indexOf(b.port))
    .map(({ to }) => to);
}

/** The step one comes to from here by an arrow key along the connections; null when there is none. */
export function neighbour(
  document: FlowDocument,
  id: string,
  key: "ArrowDown" | "ArrowUp" | "ArrowLeft" | "ArrowRight",
): string | null {
  const before = document.edges.find(({ to }) => to === id)?.from ?? null;
  if (key === "ArrowUp") return before;
  if (key === "ArrowDown") return nextOf(document, id)[0] ?? null;
  const siblings = before
    ? nextOf(document, before)
    : byPlace(document.steps.filter((step) => !document.edges.some(({ to }) => to === step.id))).map(
        (step) => step.id,
      );
  const at = [...new Set(siblings)].sort((a, b) => placeOf(document, a) - placeOf(document, b));
  return at[at.indexOf(id) + (key === "ArrowRight" ? 1 : -1)] ?? null;
}

function placeOf({ steps }: FlowDocument, id: string): number {
  return steps.find((step) => step.id === id)?.position.x ?? 0;
}

function byPlace(steps: FlowDocument["steps"]): FlowDocument["steps"] {
  return [...steps].sort((a, b) => a.position.y - b.position.y || a.position.x - b.position.x);
}
