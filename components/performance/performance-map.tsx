"use client";

import { MiniMap, Panel, ReactFlow } from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import "@/components/canvas/canvas.css";
import { useMemo, useRef } from "react";
import { categoryLook } from "@/components/canvas/category-look";
import { ContourGround } from "@/components/canvas/contour-ground";
import { cardWidth } from "@/components/canvas/step-card";
import type { FlowMap, StepPerformance } from "@/lib/client/queries/performance";
import type { StepCategory } from "@/lib/domain/flow/step-definition";
import { FlowEdge } from "./flow-edge";
import { CARD_HEIGHT, mapGraph, type StepNode as StepNodeType } from "./map-graph";
import { MapZoom } from "./map-zoom";
import type { Asked } from "./people-sheet";
import { StepNode } from "./step-node";

const NODE_TYPES = { step: StepNode };
const EDGE_TYPES = { flow: FlowEdge };
/** Below this the words of a step can hardly be read. */
const READABLE = 0.78;
const PADDING = 36;

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
      proOptions={{ hideAttribution: true }}
      data-canvas
    >
      <ContourGround />
      {map.steps.length > 12 ? (
        <MiniMap<StepNodeType>
          pannable
          zoomable
          ariaLabel="Overview of the flow"
          style={{ width: 148, height: 104 }}
          nodeColor={({ data }) => categoryLook(data.step.category as StepCategory | null).color}
          nodeBorderRadius={12}
          maskColor="color-mix(in srgb, var(--sunken) 62%, transparent)"
        />
      ) : null}
      <Panel position="bottom-left" className="m-3!">
        <MapZoom />
      </Panel>
    </ReactFlow>
  );
}

/** The whole flow where it fits at a size that can be read; else its beginning, in the middle of the width. */
function firstView(nodes: readonly StepNodeType[], frame: HTMLDivElement | null) {
  const { width = 800, height = 600 } = frame?.getBoundingClientRect() ?? {};
  const left = Math.min(...nodes.map(({ position }) => position.x));
  const top = Math.min(...nodes.map(({ position }) => position.y));
  const right = Math.max(...nodes.map(({ position, data }) => position.x + cardWidth(data.step.ports)));
  const bottom = Math.max(...nodes.map(({ position }) => position.y)) + CARD_HEIGHT;
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
