"use client";

import { useReactFlow, useStore } from "@xyflow/react";
import { CircleHelp, Map as MapIcon, Maximize, Minus, Plus, Redo2, Undo2, Workflow } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { useEditor, useEditorStore, useUi, useUiStore } from "@/lib/client/editor/context";

/** Undo, tidy, zoom: what one reaches for without looking. */
export function ZoomBar({ arrange, showAll }: { arrange: () => void; showAll: () => void }) {
  const store = useEditorStore();
  const ui = useUiStore();
  const undoable = useEditor((state) => state.history.past.at(-1)?.label);
  const redoable = useEditor((state) => state.history.future[0]?.label);
  const readOnly = useEditor((state) => state.readOnly);
  const isEmpty = useEditor((state) => state.document.steps.length === 0);
  const minimap = useUi((state) => state.minimap);
  const zoom = useStore((state) => state.transform[2]);
  const { zoomIn, zoomOut } = useReactFlow();
  return (
    <div
      role="toolbar"
      aria-label="View and history"
      className="flex items-center gap-0.5 rounded-md border border-line-strong bg-surface p-0.5 shadow-card"
    >
      <IconButton
        size="sm"
        label={undoable ? `Undo: ${undoable}` : "Undo"}
        disabledReason={readOnly ?? (undoable ? null : "Nothing to undo")}
        onClick={() => store.getState().undo()}
      >
        <Undo2 />
      </IconButton>
      <IconButton
        size="sm"
        label={redoable ? `Redo: ${redoable}` : "Redo"}
        disabledReason={readOnly ?? (redoable ? null : "Nothing to redo")}
        onClick={() => store.getState().redo()}
      >
        <Redo2 />
      </IconButton>
      <IconButton
        size="sm"
        label="Tidy up (T)"
        disabledReason={readOnly ?? (isEmpty ? "Nothing to tidy up yet" : null)}
        onClick={arrange}
      >
        <Workflow />
      </IconButton>
      <span className="mx-0.5 h-4 w-px bg-line" aria-hidden />
      <IconButton size="sm" label="Zoom out (-)" onClick={() => void zoomOut({ duration: 100 })}>
        <Minus />
      </IconButton>
      <span className="tabular w-10 text-center text-muted text-xs" aria-live="off">
        {Math.round(zoom * 100)}%
      </span>
      <IconButton size="sm" label="Zoom in (+)" onClick={() => void zoomIn({ duration: 100 })}>
        <Plus />
      </IconButton>
      <IconButton size="sm" label="Show the whole flow (F)" onClick={showAll}>
        <Maximize />
      </IconButton>
      <IconButton
        size="sm"
        label={minimap ? "Hide the overview" : "Show the overview"}
        aria-pressed={minimap}
        onClick={() => ui.setState({ minimap: !minimap })}
      >
        <MapIcon />
      </IconButton>
      <IconButton size="sm" label="Keyboard shortcuts (?)" onClick={() => ui.setState({ shortcuts: true })}>
        <CircleHelp />
      </IconButton>
    </div>
  );
}
