"use client";

import { useCallback, useRef } from "react";
import type { StepNodeType } from "@/components/canvas/use-canvas-nodes";
import { useCardSize } from "@/components/canvas/use-card-size";
import { useEditorStore, useUiStore } from "@/lib/client/editor/context";
import { moveSteps } from "@/lib/client/editor/edits";
import { tidy } from "@/lib/client/editor/layout";

/** How long cards take to their new places, ms. */
const GLIDE_MS = 140;

type SetNodes = (change: (nodes: StepNodeType[]) => StepNodeType[]) => void;

/** Draws the flow tidily: one gesture, the cards glide to their new places, connections with them. */
export function useArrange(setNodes: SetNodes): () => void {
  const store = useEditorStore();
  const ui = useUiStore();
  const sizeOf = useCardSize();
  const frame = useRef(0);

  return useCallback(() => {
    const { document, edit, readOnly } = store.getState();
    if (readOnly !== null) return;
    const before = new Map(document.steps.map(({ id, position }) => [id, position]));
    edit("Tidy up", moveSteps(tidy(document, sizeOf)));
    ui.setState({ said: "Flow tidied up" });
    const after = new Map(store.getState().document.steps.map(({ id, position }) => [id, position]));
    cancelAnimationFrame(frame.current);
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const start = performance.now();
    const glide = (now: number) => {
      const share = Math.min(1, (now - start) / GLIDE_MS);
      const eased = 1 - (1 - share) ** 3;
      setNodes((nodes) =>
        nodes.map((node) => {
          const from = before.get(node.id);
          const to = after.get(node.id);
          if (!from || !to || node.dragging) return node;
          const position = { x: from.x + (to.x - from.x) * eased, y: from.y + (to.y - from.y) * eased };
          return { ...node, position };
        }),
      );
      if (share < 1) frame.current = requestAnimationFrame(glide);
    };
    glide(start);
  }, [store, ui, sizeOf, setNodes]);
}
