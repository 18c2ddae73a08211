import { CircleAlert, CloudOff } from "lucide-react";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SaveState } from "@/lib/client/templates/draft-keeper";

/** Whether what is on screen is on the server. */
export function SaveNote({ save, updatedAt }: { save: SaveState; updatedAt: string }) {
  return (
    <p className="flex min-w-0 items-center gap-1.5 truncate text-muted text-xs" aria-live="polite">
      {save.kind === "saved" ? (
        <>
          Saved <RelativeTime at={updatedAt} />
        </>
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
