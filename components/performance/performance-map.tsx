"use client";

import { Background, Controls, MiniMap, ReactFlow } from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { type CSSProperties, useMemo, useRef } from "react";
import type { FlowMap, StepPerformance } from "@/lib/client/queries/performance";
import { FlowEdge } from "./flow-edge";
import { mapGraph, NODE_HEIGHT, NODE_WIDTH, type StepNode as StepNodeType } from "./map-graph";
import type { Asked } from "./people-sheet";
import { StepNode } from "./step-node";

const NODE_TYPES = { step: StepNode };
const EDGE_TYPES = { flow: FlowEdge };
/** Below this the words of a step can hardly be read. */
const READABLE = 0.78;
const PADDING = 36;

// The library's own controls in the colours of the theme.
const CHROME = {
  "--xy-controls-button-background-color": "var(--surface)",
  "--xy-controls-button-background-color-hover": "var(--hover)",
  "--xy-controls-button-color": "var(--ink)",
  "--xy-controls-button-color-hover": "var(--ink)",
  "--xy-controls-button-border-color": "var(--line)",
  "--xy-minimap-background-color": "var(--surface)",
  "--xy-minimap-mask-background-color": "var(--scrim)",
  "--xy-minimap-node-background-color": "var(--line-strong)",
  "--xy-background-color": "transparent",
  "--xy-attribution-background-color": "transparent",
} as CSSProperties;

/** The flow as it is drawn, with its numbers on it. Nothing on it can be moved. */
export function PerformanceMap({
  map,
  steps,
  moved,
  onOpen,
}: {
  map: FlowMap;
  steps: ReadonlyMap<string, StepPerformance>;
  moved: ReadonlyMap<string, number>;
  onOpen: (asked: Asked) => void;
}) {
  const { nodes, edges } = useMemo(
    () => mapGraph({ map, steps, moved, onOpen }),
    [map, steps, moved, onOpen],
  );
  const frame = useRef<HTMLDivElement>(null);
  return (
    <ReactFlow
      ref={frame}
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      nodesDraggable={false}
      nodesConnectable={false}
      elementsSelectable={false}
      edgesFocusable={false}
      onNodeClick={(_, node) => node.data.onOpen()}
      onInit={(instance) => void instance.setViewport(firstView(nodes, frame.current))}
      minZoom={0.15}
      maxZoom={1.75}
      panOnScroll
      zoomOnDoubleClick={false}
      aria-label="The flow with its numbers"
      style={CHROME}
    >
      <Background gap={28} size={1} color="var(--contour)" />
      <Controls showInteractive={false} position="bottom-left" />
      {map.steps.length > 12 ? <MiniMap pannable zoomable /> : null}
    </ReactFlow>
  );
}

/** The whole flow where it fits at a size that can be read; else its beginning, in the middle of the width. */
function firstView(nodes: readonly StepNodeType[], frame: HTMLDivElement | null) {
  const { width = 800, height = 600 } = frame?.getBoundingClientRect() ?? {};
  const left = Math.min(...nodes.map(({ position }) => position.x));
  const top = Math.min(...nodes.map(({ position }) => position.y));
  const right = Math.max(...nodes.map(({ position }) => position.x)) + NODE_WIDTH;
  const bottom = Math.max(...nodes.map(({ position }) => position.y)) + NODE_HEIGHT;
  const fitting = Math.min(
    (width - 2 * PADDING) / (right - left),
    (height - 2 * PADDING) / (bottom - top),
    1,
  );
  const zoom = Math.max(fitting, READABLE);
  const spare = height - (bottom - top) * zoom;
  return {
    zoom,
    x: width / 2 - ((left + right) / 2) * zoom,
    y: Math.max(spare / 2, PADDING) - top * zoom,
  };
}
