"use client";

import { useReactFlow, useStore } from "@xyflow/react";
import { useEffect } from "react";
import { useCardSize } from "@/components/canvas/use-card-size";
import { useEditor, useEditorStore } from "@/lib/client/editor/context";

const MARGIN = 32;

/** Moves the view, no further than needed, so that the step whose settings are open is never covered by them or outside of the canvas. */
export function useKeepInView(): void {
  const store = useEditorStore();
  const openStep = useEditor((state) => state.openStep);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const { getViewport, setViewport, viewportInitialized } = useReactFlow();
  const sizeOf = useCardSize();

  useEffect(() => {
    if (openStep === null || !viewportInitialized || width === 0) return;
    const step = store.getState().document.steps.find(({ id }) => id === openStep);
    if (!step) return;
    const { x, y, zoom } = getViewport();
    const size = sizeOf(openStep);
    const left = step.position.x * zoom + x;
    const top = step.position.y * zoom + y;
    const dx = shift(left, left + size.width * zoom, width);
    const dy = shift(top, top + size.height * zoom, height);
    if (dx !== 0 || dy !== 0) void setViewport({ x: x + dx, y: y + dy, zoom }, { duration: 120 });
  }, [openStep, width, height, viewportInitialized, store, getViewport, setViewport, sizeOf]);
}

/** By how much a span must move to lie inside of 0..length. */
function shift(from: number, to: number, length: number): number {
  if (from < MARGIN) return MARGIN - from;
  if (to > length - MARGIN) return Math.max(MARGIN - from, length - MARGIN - to);
  return 0;
}
