"use client";

import { Handle, Position } from "@xyflow/react";
import { Plus } from "lucide-react";
import { useUiStore } from "@/lib/client/editor/context";
import type { Port } from "@/lib/domain/flow/step-definition";
import { cn } from "@/lib/utils/cn";

/** Where a step is left: a handle to draw from, and, while it leads nowhere, a plus to put the next step behind it. */
export function PortHandle({
  stepId,
  port,
  connected,
  readOnly,
  focusable,
}: {
  stepId: string;
  port: Port;
  connected: boolean;
  readOnly: boolean;
  focusable: boolean;
}) {
  const ui = useUiStore();
  return (
    <>
      <Handle
        type="source"
        position={Position.Bottom}
        id={port.id}
        isConnectable={!readOnly}
        className={cn("canvas-handle", connected && "canvas-handle-taken")}
        title={connected ? undefined : `Draw from “${port.label}” to the next step`}
      />
      {connected || readOnly ? null : (
        <button
          type="button"
          tabIndex={focusable ? 0 : -1}
          aria-label={`Add a step after ${port.label}`}
          onClick={(event) => {
            event.stopPropagation();
            const { left, bottom, width } = event.currentTarget.getBoundingClientRect();
            const target = { kind: "port" as const, from: stepId, port: port.id, at: null };
            ui.setState({ picker: { x: left + width / 2, y: bottom + 4, target } });
          }}
          className="canvas-add nodrag nopan -translate-x-1/2 absolute top-3 left-0 flex size-5 items-center justify-center rounded-full border border-control border-dashed bg-surface text-muted opacity-0 hover:border-ink hover:border-solid hover:text-ink focus-visible:opacity-100"
        >
          <Plus className="size-3" aria-hidden />
        </button>
      )}
    </>
  );
}
