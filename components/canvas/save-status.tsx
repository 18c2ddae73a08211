"use client";

import { CircleAlert, CloudOff } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { Tooltip } from "@/components/ui/tooltip";
import { useEditor, useUiStore } from "@/lib/client/editor/context";

/** Whether the server has what is drawn. */
export function SaveStatus() {
  const ui = useUiStore();
  const save = useEditor((state) => state.save);
  const readOnly = useEditor((state) => state.readOnly);
  if (readOnly !== null)
    return (
      <Tooltip content={readOnly}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the reason is read by focus as well as by hover */}
        <span tabIndex={0} className="whitespace-nowrap rounded-sm text-muted text-xs">
          View only
        </span>
      </Tooltip>
    );
  return (
    <span role="status" className="flex w-32 items-center justify-end gap-1.5 whitespace-nowrap text-xs">
      {save.kind === "saved" ? <span className="text-muted">Saved</span> : null}
      {save.kind === "pending" || save.kind === "saving" ? (
        <>
          <Spinner className="size-3 text-muted" />
          <span className="text-muted">Saving</span>
        </>
      ) : null}
      {save.kind === "offline" ? (
        <span className="flex items-center gap-1.5 text-warn">
          <CloudOff className="size-3.5" aria-hidden />
          Offline, will retry
        </span>
      ) : null}
      {save.kind === "conflict" ? (
        <Button
          size="sm"
          variant="ghost"
          className="text-bad"
          onClick={() => ui.setState({ conflictLater: false })}
        >
          Not saved: decide
        </Button>
      ) : null}
      {save.kind === "refused" ? (
        <Tooltip content={save.message}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: as above */}
          <span tabIndex={0} className="flex items-center gap-1.5 rounded-sm text-bad">
            <CircleAlert className="size-3.5" aria-hidden />
            Not saved
          </span>
        </Tooltip>
      ) : null}
    </span>
  );
}
