import type { DraftStep, FlowDocument } from "@/lib/domain/flow/document";
import { stepOf } from "@/lib/steps/registry";
import { onGrid, type Point, portsOf } from "./edits";
import type { Size } from "./layout";

/** Between a card and the one below it. */
export const GAP = 72;
const BESIDE = 40;

/** A new step of a type with its first settings; its settings may still be incomplete. */
export function newStep(type: string, id: string, position: Point): DraftStep {
  return { id, type, name: "", config: stepOf(type)?.defaults() ?? {}, position: onGrid(position) };
}

/** The first port of a step that leads nowhere yet; null when all lead somewhere. */
export function freePort(document: FlowDocument, stepId: string): string | null {
  const step = document.steps.find(({ id }) => id === stepId);
  if (!step) return null;
  const taken = new Set(document.edges.filter(({ from }) => from === stepId).map(({ port }) => port));
  return portsOf(step).find((port) => !taken.has(port)) ?? null;
}

/** Where a new card of `size` stands below a port, moved to the right until it covers no other card. */
export function placeBelow(
  document: FlowDocument,
  from: string,
  port: string,
  sizeOf: (stepId: string) => Size,
  size: Size,
): Point {
  const source = document.steps.find(({ id }) => id === from);
  if (!source) return { x: 0, y: 0 };
  const ports = portsOf(source);
  const { width, height } = sizeOf(from);
  const middle =
    source.position.x + (width * (Math.max(0, ports.indexOf(port)) + 0.5)) / Math.max(1, ports.length);
  const wanted = { x: middle - size.width / 2, y: source.position.y + height + GAP };
  return besides(document, wanted, sizeOf, size);
}

/** The nearest place at or to the right of a point where a card covers no other. */
export function besides(
  document: FlowDocument,
  wanted: Point,
  sizeOf: (stepId: string) => Size,
  size: Size,
): Point {
  const place = { ...wanted };
  for (let tries = 0; tries <= document.steps.length; tries++) {
    const other = document.steps.find((step) => {
      const own = sizeOf(step.id);
      return (
        place.x < step.position.x + own.width + 8 &&
        step.position.x < place.x + size.width + 8 &&
        place.y < step.position.y + own.height + 8 &&
        step.position.y < place.y + size.height + 8
      );
    });
    if (!other) break;
    place.x = other.position.x + sizeOf(other.id).width + BESIDE;
  }
  return onGrid(place);
}

/** Steps that come after one, itself included. */
export function downstream({ edges }: FlowDocument, start: string): Set<string> {
  const seen = new Set([start]);
  const queue = [start];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    for (const { from, to } of edges) {
      if (from !== at || seen.has(to)) continue;
      seen.add(to);
      queue.push(to);
    }
  }
  return seen;
}
