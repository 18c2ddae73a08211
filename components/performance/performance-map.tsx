"use client";

import { Background, Controls, MiniMap, ReactFlow } from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { type CSSProperties, useMemo } from "react";
import type { FlowMap, StepPerformance } from "@/lib/client/queries/performance";
import { FlowEdge } from "./flow-edge";
import { mapGraph } from "./map-graph";
import type { Asked } from "./people-sheet";
import { StepNode } from "./step-node";

const NODE_TYPES = { step: StepNode };
const EDGE_TYPES = { flow: FlowEdge };
const FIT = { padding: 0.14, maxZoom: 1 };

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
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      nodesDraggable={false}
      nodesConnectable={false}
      elementsSelectable={false}
      edgesFocusable={false}
      fitView
      fitViewOptions={FIT}
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
