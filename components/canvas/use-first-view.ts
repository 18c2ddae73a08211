"use client";

import { useNodesInitialized, useReactFlow, useStore } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { useCardSize } from "@/components/canvas/use-card-size";
import { useEditorStore } from "@/lib/client/editor/context";

const PADDING = 56;
/** Smaller than this the words of a card cannot be read: a tall flow is then shown from its top. */
const READABLE = 0.75;

/** The first look at a flow: all of it where that is readable, else its beginning. */
export function useFirstView(): void {
  const store = useEditorStore();
  const { setViewport } = useReactFlow();
  const isMeasured = useNodesInitialized();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const sizeOf = useCardSize();
  // A flow that is opened empty has nothing to look at: its first step must stay where it was put.
  const done = useRef(store.getState().document.steps.length === 0);

  useEffect(() => {
    if (done.current || !isMeasured || width === 0 || height === 0) return;
    done.current = true;
    const { steps } = store.getState().document;
    if (steps.length === 0) return;
    const boxes = steps.map(({ id, position }) => ({ ...position, ...sizeOf(id) }));
    const left = Math.min(...boxes.map(({ x }) => x));
    const right = Math.max(...boxes.map((box) => box.x + box.width));
    const top = Math.min(...boxes.map(({ y }) => y));
    const bottom = Math.max(...boxes.map((box) => box.y + box.height));
    const whole = Math.min((width - 2 * PADDING) / (right - left), (height - 2 * PADDING) / (bottom - top));
    const zoom = Math.min(1, Math.max(READABLE, whole));
    const first = boxes[steps.findIndex(({ type }) => type === "event-trigger")] ?? boxes[0]!;
    const wide = (right - left) * zoom > width - 2 * PADDING;
    const middle = wide ? first.x + first.width / 2 : (left + right) / 2;
    const tall = (bottom - top) * zoom > height - 2 * PADDING;
    void setViewport({
      x: width / 2 - middle * zoom,
      y: tall ? PADDING - top * zoom : height / 2 - ((top + bottom) / 2) * zoom,
      zoom,
    });
  }, [store, isMeasured, width, height, setViewport, sizeOf]);
}
