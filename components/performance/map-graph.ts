import type { Edge, Node } from "@xyflow/react";
import { cardWidth } from "@/components/canvas/step-card";
import type { FlowMap, MapStep, StepPerformance } from "@/lib/client/queries/performance";
import type { StepCategory } from "@/lib/domain/flow/step-definition";
import { edgeWidth } from "@/lib/domain/performance/edge-width";
import { portKey } from "@/lib/domain/performance/movement";
import { outcomeBar, type Segment } from "@/lib/domain/performance/outcome-bar";
import { formatShare, formatShort } from "@/lib/utils/format-number";
import type { Asked } from "./people-sheet";
import type { Box } from "./route-edge";

/** What a card takes at most; measured sizes never decide where edges go, so that nothing jumps. */
export const CARD_HEIGHT = 122;
/** Cards are taller here than on the canvas, by their numbers: the map is drawn out by as much. */
const STRETCH = 1.22;

export type StepNodeData = {
  step: MapStep;
  entered: number;
  waiting: number;
  segments: Segment[];
  /** Came within the last minute. */
  arriving: number;
  /** On their way here when the flow's goal ended their run; they never came, and are found where they left. */
  converted: number;
  onOpen: () => void;
};
export type StepNode = Node<StepNodeData, "step">;

export type FlowEdgeData = {
  port: string;
  portLabel: string;
  count: number;
  share: string;
  width: number;
  /** Left by it within the last minute. */
  moved: number;
  lane: number;
  obstacles: readonly Box[];
};
export type FlowEdge = Edge<FlowEdgeData, "flow">;

type Input = {
  map: FlowMap;
  steps: ReadonlyMap<string, StepPerformance>;
  moved: ReadonlyMap<string, number>;
  onOpen: (asked: Asked) => void;
};

/** The map with its numbers, as the canvas draws it. */
export function mapGraph({ map, steps, moved, onOpen }: Input): { nodes: StepNode[]; edges: FlowEdge[] } {
  const boxes = map.steps.map(({ id, position, ports }) => ({
    id,
    x: position.x,
    y: position.y * STRETCH,
    width: cardWidth(ports),
    height: CARD_HEIGHT,
  }));
  const most = Math.max(0, ...[...steps.values()].flatMap(({ ports }) => Object.values(ports)));
  const lanes = new Map<string, number>();
  const edges = map.edges.map(({ id, from, port, to }): FlowEdge => {
    const step = map.steps.find((candidate) => candidate.id === from);
    const counts = steps.get(from);
    const count = counts?.ports[port] ?? 0;
    const pair = `${from} ${to}`;
    const lane = lanes.get(pair) ?? 0;
    lanes.set(pair, lane + 1);
    return {
      id,
      type: "flow",
      source: from,
      sourceHandle: port,
      target: to,
      focusable: false,
      data: {
        port,
        portLabel: step?.ports.find((candidate) => candidate.id === port)?.label ?? port,
        count,
        share: shareOf(count, counts),
        width: edgeWidth(count, most),
        moved: moved.get(portKey(from, port)) ?? 0,
        lane,
        obstacles: boxes.filter((box) => box.id !== from && box.id !== to),
      },
    };
  });
  const nodes = map.steps.map((step): StepNode => {
    const counts = steps.get(step.id);
    const entered = counts?.entered ?? 0;
    const incoming = edges.filter(({ target }) => target === step.id);
    const sum = (of: (data: FlowEdgeData) => number) =>
      incoming.reduce((total, { data }) => total + (data ? of(data) : 0), 0);
    const last = incoming.find(({ data }) => data && data.count > 0);
    const converted = step.category === "exit" ? Math.max(0, sum(({ count }) => count) - entered) : 0;
    const asked: Asked =
      entered === 0 && last?.data
        ? { stepId: last.source, state: `left:${last.data.port}` }
        : { stepId: step.id, state: "entered" };
    return {
      id: step.id,
      type: "step",
      position: { x: step.position.x, y: step.position.y * STRETCH },
      width: cardWidth(step.ports),
      focusable: false,
      data: {
        step,
        entered: entered + converted,
        waiting: counts?.waiting ?? 0,
        segments: [
          ...(converted > 0
            ? [{ state: asked.state, label: "Converted on the way", count: converted, tone: "goal" as const }]
            : []),
          ...(counts
            ? outcomeBar({ category: step.category as StepCategory | null, ports: step.ports }, counts)
            : []),
        ],
        arriving: sum(({ moved: count }) => count),
        converted,
        onOpen: () => onOpen(asked),
      },
    };
  });
  return { nodes, edges };
}

function shareOf(count: number, counts: StepPerformance | undefined): string {
  if (!counts || counts.entered === 0) return "";
  return formatShare(count / counts.entered);
}

/** "1.2K · 43%" */
export function edgeNumbers({ count, share }: FlowEdgeData): string {
  return share && count > 0 ? `${formatShort(count)} · ${share}` : formatShort(count);
}
