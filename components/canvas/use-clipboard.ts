"use client";

import { useReactFlow } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { isTyping } from "@/components/canvas/typing";
import { useActions } from "@/components/canvas/use-actions";
import { useEditorStore } from "@/lib/client/editor/context";

/** Copies, cuts and pastes steps as text on the clipboard, so that they go from one flow to another and from tab to tab. */
export function useClipboard(): void {
  const store = useEditorStore();
  const { screenToFlowPosition } = useReactFlow();
  const { copied, paste, deleteSelected, say } = useActions();
  const pointer = useRef<{ x: number; y: number } | null>(null);

  useEffect(() => {
    const move = ({ clientX: x, clientY: y, target }: PointerEvent) => {
      pointer.current = target instanceof Element && target.closest("[data-canvas]") ? { x, y } : null;
    };
    const write = (event: ClipboardEvent): boolean => {
      if (isTyping(event.target) || window.getSelection()?.toString()) return false;
      const text = copied();
      if (!text || !event.clipboardData) return false;
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
      return true;
    };
    const copy = (event: ClipboardEvent) => {
      if (write(event)) say("Copied");
    };
    const cut = (event: ClipboardEvent) => {
      if (store.getState().readOnly === null && write(event)) deleteSelected();
    };
    const onPaste = (event: ClipboardEvent) => {
      if (isTyping(event.target)) return;
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (paste(text, pointer.current ? screenToFlowPosition(pointer.current) : null)) event.preventDefault();
    };
    window.addEventListener("pointermove", move, { passive: true });
    document.addEventListener("copy", copy);
    document.addEventListener("cut", cut);
    document.addEventListener("paste", onPaste);
    return () => {
      window.removeEventListener("pointermove", move);
      document.removeEventListener("copy", copy);
      document.removeEventListener("cut", cut);
      document.removeEventListener("paste", onPaste);
    };
  }, [store, copied, paste, deleteSelected, say, screenToFlowPosition]);
}
