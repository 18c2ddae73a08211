import type { DraftStep, Edge, FlowDocument } from "@/lib/domain/flow/document";
import { stepOf } from "@/lib/steps/registry";
import type { Recipe } from "./history";

export type Point = { x: number; y: number };

/** Puts a step on the canvas. */
export function addStep(step: DraftStep): Recipe {
  return (draft) => {
    draft.steps.push(step);
  };
}

/** Draws a connection; what left by that port before is replaced. */
export function connect(edge: Edge): Recipe {
  return (draft) => {
    draft.edges = draft.edges.filter(({ from, port }) => from !== edge.from || port !== edge.port);
    draft.edges.push(edge);
  };
}

/** Lets a connection lead elsewhere. */
export function reconnect(id: string, to: { from: string; port: string; to: string }): Recipe {
  return (draft) => {
    const edge = draft.edges.find((candidate) => candidate.id === id);
    if (edge) Object.assign(edge, to);
  };
}

/** Puts a step into a connection: what led past now leads through it, by its first port. A step that ends the flow keeps no way on. */
export function insertOnEdge(edgeId: string, stepId: string, newEdgeId: string): Recipe {
  return (draft) => {
    const edge = draft.edges.find((candidate) => candidate.id === edgeId);
    const step = draft.steps.find((candidate) => candidate.id === stepId);
    if (!edge || !step || edge.from === stepId || edge.to === stepId) return;
    const port = portsOf(step)[0];
    const behind = edge.to;
    edge.to = stepId;
    if (port) draft.edges.push({ id: newEdgeId, from: stepId, port, to: behind });
  };
}

/**
 * Deletes steps and connections. Where a deleted step had one way in or several, and only one way out, what led to it now leads to what
 * came after it, so that taking out a step in the middle does not cut the flow.
 */
export function remove(stepIds: readonly string[], edgeIds: readonly string[] = []): Recipe {
  return (draft) => {
    draft.edges = draft.edges.filter(({ id }) => !edgeIds.includes(id));
    for (const id of stepIds) {
      const out = draft.edges.filter(({ from }) => from === id);
      const target = out.length === 1 ? out[0]!.to : null;
      for (const edge of draft.edges) if (edge.to === id && target) edge.to = target;
      draft.edges = draft.edges.filter(({ from, to }) => from !== id && to !== id && from !== to);
      draft.steps = draft.steps.filter((step) => step.id !== id);
    }
  };
}

/** Puts steps where they were dragged to, on the 4 px grid. */
export function moveSteps(positions: ReadonlyMap<string, Point>): Recipe {
  return (draft) => {
    for (const step of draft.steps) {
      const to = positions.get(step.id);
      if (to) Object.assign(step.position, onGrid(to));
    }
  };
}

/** Moves steps by so many pixels. */
export function nudge(stepIds: readonly string[], by: Point): Recipe {
  return (draft) => {
    for (const step of draft.steps) {
      if (!stepIds.includes(step.id)) continue;
      step.position.x += by.x;
      step.position.y += by.y;
    }
  };
}

/** Writes a step's settings. Connections that left by a port which it no longer has go with the port. */
export function setConfig(stepId: string, config: Record<string, unknown>): Recipe {
  return (draft) => {
    const step = draft.steps.find(({ id }) => id === stepId);
    if (!step) return;
    const before = new Set(portsOf(step));
    step.config = config;
    const after = new Set(portsOf(step));
    const gone = [...before].filter((port) => !after.has(port));
    if (gone.length > 0)
      draft.edges = draft.edges.filter(({ from, port }) => from !== stepId || !gone.includes(port));
  };
}

/** Gives a step a name of the marketer's own; empty shows what it does. */
export function setStepName(stepId: string, name: string): Recipe {
  return (draft) => {
    const step = draft.steps.find(({ id }) => id === stepId);
    if (step) step.name = name.slice(0, 120);
  };
}

/** Changes the flow's settings. */
export function setSettings(part: Partial<FlowDocument["settings"]>): Recipe {
  return (draft) => {
    Object.assign(draft.settings, part);
  };
}

/** Ids of a step's ports, also while it is half filled in. */
export function portsOf(step: Pick<DraftStep, "type" | "config">): string[] {
  return (stepOf(step.type)?.ports(step.config) ?? []).map(({ id }) => id);
}

/** The nearest point of the 4 px grid. */
export function onGrid({ x, y }: Point): Point {
  return { x: Math.round(x / 4) * 4, y: Math.round(y / 4) * 4 };
}
