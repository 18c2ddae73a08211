"use client";

import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from "@xyflow/react";
import { Plus } from "lucide-react";
import { memo } from "react";
import type { FlowEdgeType } from "@/components/canvas/use-canvas-edges";
import { useEditor, useUi, useUiStore } from "@/lib/client/editor/context";
import { cn } from "@/lib/utils/cn";

/** A connection: a smooth line with an arrow. Hovered or selected it offers to put a step into it; while a step is dragged over it, it lights up. */
export const FlowEdge = memo(function FlowEdge({
  id,
  selected,
  markerEnd,
  ...ends
}: EdgeProps<FlowEdgeType>) {
  const ui = useUiStore();
  const readOnly = useEditor((state) => state.readOnly !== null);
  const hovered = useUi((state) => state.hoveredEdge === id);
  const dropping = useUi((state) => state.dropEdge === id);
  const picking = useUi((state) => state.picker?.target.kind === "edge" && state.picker.target.edgeId === id);
  const { sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition } = ends;
  const [path, labelX, labelY] = getSmoothStepPath({
    sourceX,
    sourceY,
    sourcePosition,
    targetX,
    targetY,
    targetPosition,
    borderRadius: 12,
    offset: 18,
  });
  const shown = !readOnly && (hovered || selected || picking);
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        markerEnd={markerEnd}
        interactionWidth={24}
        className={cn("canvas-edge", (dropping || picking) && "canvas-edge-drop")}
      />
      {shown ? (
        <EdgeLabelRenderer>
          <button
            type="button"
            aria-label="Insert a step here"
            tabIndex={selected ? 0 : -1}
            style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
            onMouseEnter={() => ui.setState({ hoveredEdge: id })}
            onMouseLeave={() => ui.setState({ hoveredEdge: null })}
            onClick={(event) => {
              const { left, bottom, width } = event.currentTarget.getBoundingClientRect();
              ui.setState({
                picker: { x: left + width / 2, y: bottom + 4, target: { kind: "edge", edgeId: id } },
              });
            }}
            className="nodrag nopan pointer-events-auto absolute flex size-6 animate-fade items-center justify-center rounded-full border border-control bg-surface text-ink shadow-card hover:border-ink hover:bg-hover"
          >
            <Plus className="size-3.5" aria-hidden />
          </button>
        </EdgeLabelRenderer>
      ) : null}
    </>
  );
});
