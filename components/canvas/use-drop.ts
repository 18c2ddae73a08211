"use client";

import { type OnNodeDrag, useReactFlow } from "@xyflow/react";
import { type DragEvent, useMemo } from "react";
import { DRAG_TYPE } from "@/components/canvas/drag-type";
import { useActions } from "@/components/canvas/use-actions";
import type { StepNodeType } from "@/components/canvas/use-canvas-nodes";
import { estimatedSize } from "@/components/canvas/use-card-size";
import { useEditorStore, useUiStore } from "@/lib/client/editor/context";
import { moveSteps } from "@/lib/client/editor/edits";
import { newStep } from "@/lib/client/editor/place";
import { stepOf } from "@/lib/steps/registry";

/** Steps let go on the canvas: from the palette or moved, on free ground or on a connection. */
export function useDrop() {
  const store = useEditorStore();
  const ui = useUiStore();
  const { screenToFlowPosition } = useReactFlow();
  const { addAt, addInto } = useActions();

  return useMemo(() => {
    const light = (edgeId: string | null) => {
      if (ui.getState().dropEdge !== edgeId) ui.setState({ dropEdge: edgeId });
    };
    const onDragOver = (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(DRAG_TYPE) || store.getState().readOnly !== null) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      light(edgeAt(event));
    };
    const onDrop = (event: DragEvent) => {
      const type = event.dataTransfer.getData(DRAG_TYPE);
      if (!stepOf(type) || store.getState().readOnly !== null) return;
      event.preventDefault();
      light(null);
      const edge = edgeAt(event);
      if (edge && stepOf(type)?.category !== "entry") {
        addInto(edge, type);
        return;
      }
      const at = screenToFlowPosition({ x: event.clientX, y: event.clientY });
      const { width } = estimatedSize(newStep(type, "", at));
      addAt(type, { x: at.x - width / 2, y: at.y - 24 });
    };

    /** Only a single step that nothing is connected to can be put into a connection by moving it there. */
    const isLoose = (id: string) => {
      const { document } = store.getState();
      const type = document.steps.find((step) => step.id === id)?.type ?? "";
      return (
        stepOf(type)?.category !== "entry" && !document.edges.some(({ from, to }) => from === id || to === id)
      );
    };
    const onNodeDrag: OnNodeDrag<StepNodeType> = (event, node, nodes) => {
      if (nodes.length === 1 && isLoose(node.id)) light(edgeAt(event));
    };
    const onNodeDragStop: OnNodeDrag<StepNodeType> = (event, node, nodes) => {
      light(null);
      const edge = nodes.length === 1 && isLoose(node.id) ? edgeAt(event) : null;
      if (edge && addInto(edge, node.data.step.type, node.id)) return;
      const places = new Map(nodes.map(({ id, position }) => [id, position]));
      store.getState().edit(nodes.length > 1 ? `Move ${nodes.length} steps` : "Move step", moveSteps(places));
    };
    return { onDragOver, onDragLeave: () => light(null), onDrop, onNodeDrag, onNodeDragStop };
  }, [store, ui, screenToFlowPosition, addAt, addInto]);
}

/** The connection under the pointer; its line is 24 px wide to the pointer. */
function edgeAt(event: object): string | null {
  const at = "touches" in event ? (event as TouchEvent).touches[0] : (event as MouseEvent);
  if (!at) return null;
  for (const element of window.document.elementsFromPoint(at.clientX, at.clientY)) {
    const id = element.closest<SVGElement>(".react-flow__edge")?.dataset.id;
    if (id) return id;
  }
  return null;
}
