"use client";

import { CircleAlert, CloudOff } from "lucide-react";
import { useFormats } from "@/components/ui/format-context";
import { Tooltip } from "@/components/ui/tooltip";
import type { SaveState } from "@/lib/client/templates/draft-keeper";
import { formatExactTime } from "@/lib/utils/format-time";

/** Whether what is on screen is on the server. */
export function SaveNote({ save, updatedAt }: { save: SaveState; updatedAt: string }) {
  const { timeZone } = useFormats();
  return (
    <p className="flex min-w-0 items-center gap-1.5 truncate text-muted text-xs" aria-live="polite">
      {save.kind === "saved" ? (
        <Tooltip content={formatExactTime(updatedAt, timeZone)}>
          <span>Saved</span>
        </Tooltip>
      ) : null}
      {save.kind === "pending" || save.kind === "saving" ? "Saving" : null}
      {save.kind === "offline" ? (
        <>
          <CloudOff className="size-3.5 shrink-0 text-warn" aria-hidden />
          The server cannot be reached. Trying again.
        </>
      ) : null}
      {save.kind === "conflict" ? "Not saved" : null}
      {save.kind === "refused" ? (
        <>
          <CircleAlert className="size-3.5 shrink-0 text-bad" aria-hidden />
          <span className="truncate">Not saved: {save.message}</span>
        </>
      ) : null}
    </p>
  );
}
