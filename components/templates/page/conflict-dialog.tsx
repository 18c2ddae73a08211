"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SaveState } from "@/lib/client/templates/draft-keeper";

/** Asks what to do when somebody else has saved the same template. Nothing is saved or lost until it is answered. */
export function ConflictDialog({
  save,
  onKeepMine,
  onTakeTheirs,
}: {
  save: SaveState;
  onKeepMine: () => Promise<unknown>;
  onTakeTheirs: () => Promise<void>;
}) {
  const [busy, setBusy] = useState(false);
  if (save.kind !== "conflict") return null;
  const decide = (act: () => Promise<unknown>) => async () => {
    setBusy(true);
    await act().finally(() => setBusy(false));
  };
  return (
    <Dialog
      open
      title="Somebody else has saved this template"
      footer={
        <>
          <Button disabled={busy} onClick={decide(onTakeTheirs)}>
            Take theirs
          </Button>
          <Button variant="primary" loading={busy} onClick={decide(onKeepMine)}>
            Keep mine
          </Button>
        </>
      }
    >
      <p className="text-muted text-sm">
        They saved{" "}
        {save.savedAt ? (
          <>
            <RelativeTime at={save.savedAt} />,{" "}
          </>
        ) : null}
        after you had opened it. Keeping yours replaces their draft. Taking theirs gives up what you have
        changed since then. What is published stays as it is either way.
      </p>
    </Dialog>
  );
}
