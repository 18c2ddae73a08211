"use client";

import { useReactFlow, useStore } from "@xyflow/react";
import { Maximize, Minus, Plus } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";

/** Nearer, farther, all of it. */
export function MapZoom() {
  const zoom = useStore((state) => state.transform[2]);
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  return (
    <div
      role="toolbar"
      aria-label="View"
      className="flex items-center gap-0.5 rounded-md border border-line-strong bg-surface p-0.5 shadow-card"
    >
      <IconButton size="sm" label="Zoom out" onClick={() => void zoomOut({ duration: 100 })}>
        <Minus />
      </IconButton>
      <span className="tabular w-10 text-center text-muted text-xs" aria-live="off">
        {Math.round(zoom * 100)}%
      </span>
      <IconButton size="sm" label="Zoom in" onClick={() => void zoomIn({ duration: 100 })}>
        <Plus />
      </IconButton>
      <IconButton
        size="sm"
        label="Show the whole flow"
        onClick={() => void fitView({ padding: 0.08, maxZoom: 1, duration: 120 })}
      >
        <Maximize />
      </IconButton>
    </div>
  );
}
