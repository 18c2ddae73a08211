"use client";

import { useReactFlow } from "@xyflow/react";
import { useEffect } from "react";
import { isOnCanvas, isTyping } from "@/components/canvas/typing";
import { useActions } from "@/components/canvas/use-actions";
import { useEditorStore, useUiStore } from "@/lib/client/editor/context";
import { nudge } from "@/lib/client/editor/edits";
import { freePort } from "@/lib/client/editor/place";
import { neighbour } from "@/lib/client/editor/walk";

type ArrowKey = "ArrowDown" | "ArrowUp" | "ArrowLeft" | "ArrowRight";
const BY: Record<ArrowKey, { x: number; y: number }> = {
  ArrowDown: { x: 0, y: 1 },
  ArrowUp: { x: 0, y: -1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};
const NUDGE = 8;
const FAR = 40;

/** The keyboard of the canvas. Keys without Ctrl or Cmd count only while the canvas has the focus. */
export function useShortcuts({ arrange, showAll }: { arrange: () => void; showAll: () => void }): void {
  const store = useEditorStore();
  const ui = useUiStore();
  const { zoomIn, zoomOut } = useReactFlow();
  const { deleteSelected, duplicate, say } = useActions();

  useEffect(() => {
    const withCommand = (event: KeyboardEvent): boolean => {
      const { undo, redo, history, select, document } = store.getState();
      const key = event.key.toLowerCase();
      if (key === "z" && !event.shiftKey) {
        const gesture = history.past.at(-1);
        undo();
        say(gesture ? `Undone: ${gesture.label}` : "Nothing to undo");
        return true;
      }
      if (key === "y" || (key === "z" && event.shiftKey)) {
        const gesture = history.future[0];
        redo();
        say(gesture ? `Done again: ${gesture.label}` : "Nothing to redo");
        return true;
      }
      if (key === "d") {
        duplicate();
        return true;
      }
      if (key === "a") {
        select({ steps: document.steps.map(({ id }) => id), edges: document.edges.map(({ id }) => id) });
        return true;
      }
      return false;
    };

    const arrow = (key: ArrowKey, event: KeyboardEvent): boolean => {
      const { selection, document, edit, select, openStep, open } = store.getState();
      const only = selection.steps.length === 1 ? selection.steps[0]! : null;
      if (event.altKey) {
        const next = only ? neighbour(document, only, key) : (document.steps[0]?.id ?? null);
        if (!next) return only !== null;
        if (openStep === null) select({ steps: [next], edges: [] });
        else open(next);
        focusStep(next);
        return true;
      }
      if (selection.steps.length === 0) return false;
      const by = event.shiftKey ? FAR : NUDGE;
      edit("Move step", nudge(selection.steps, { x: BY[key].x * by, y: BY[key].y * by }), { key: "nudge" });
      return true;
    };

    const plain = (event: KeyboardEvent): boolean => {
      const { selection, open, openStep, select, document } = store.getState();
      const only = selection.steps.length === 1 ? selection.steps[0]! : null;
      switch (event.key) {
        case "ArrowDown":
        case "ArrowUp":
        case "ArrowLeft":
        case "ArrowRight":
          return arrow(event.key, event);
        case "Delete":
        case "Backspace":
          deleteSelected();
          return true;
        case "Enter":
          if (!only || event.target !== elementOf(only)) return false;
          open(only);
          return true;
        case "Escape":
          if (openStep !== null) {
            open(null);
            focusStep(openStep);
          } else select({ steps: [], edges: [] });
          return true;
        case "n": {
          const port = only ? freePort(document, only) : null;
          const box = only ? elementOf(only)?.getBoundingClientRect() : null;
          if (!only || !port || !box) {
            say("Select a step with a free port first");
            return true;
          }
          const target = { kind: "port" as const, from: only, port, at: null };
          ui.setState({ picker: { x: box.left + box.width / 2, y: box.bottom + 8, target } });
          return true;
        }
        case "f":
          showAll();
          return true;
        case "t":
          arrange();
          return true;
        case "p":
          ui.setState({ problems: !ui.getState().problems });
          return true;
        case "+":
        case "=":
          void zoomIn({ duration: 100 });
          return true;
        case "-":
          void zoomOut({ duration: 100 });
          return true;
        case "/":
          window.document.querySelector<HTMLInputElement>("[data-palette] input")?.focus();
          return true;
        case "?":
          ui.setState({ shortcuts: true });
          return true;
        default:
          return false;
      }
    };

    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target)) return;
      const command = event.ctrlKey || event.metaKey;
      const handled = command
        ? !event.altKey && withCommand(event)
        : isOnCanvas(event.target) && plain(event);
      if (handled) event.preventDefault();
    };
    window.document.addEventListener("keydown", listen);
    return () => window.document.removeEventListener("keydown", listen);
  }, [store, ui, zoomIn, zoomOut, deleteSelected, duplicate, say, arrange, showAll]);
}

function elementOf(stepId: string): HTMLElement | null {
  return window.document.querySelector(`.react-flow__node[data-id="${CSS.escape(stepId)}"]`);
}

/** Gives a step's card the focus. */
export function focusStep(stepId: string): void {
  elementOf(stepId)?.focus({ preventScroll: true });
}
