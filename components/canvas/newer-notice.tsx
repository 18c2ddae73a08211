"use client";

import { CloudDownload } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useEditor, useEditorStore } from "@/lib/client/editor/context";
import { isDirty } from "@/lib/client/editor/store";
import type { FlowDetail } from "@/lib/contracts/flows";

/** A newer drawing lies on the server while nothing is changed here: it is offered, never put in place by itself. */
export function NewerNotice({ flow }: { flow: FlowDetail }) {
  const store = useEditorStore();
  const known = useEditor((state) => state.saved.revision);
  const quiet = useEditor((state) => state.save.kind === "saved" && !isDirty(state));
  if (!quiet || flow.revision <= known) return null;
  return (
    <div
      role="status"
      className="absolute top-3 left-1/2 z-20 flex -translate-x-1/2 items-center gap-3 rounded-md border border-line-strong bg-raised py-1.5 pr-1.5 pl-3 shadow-float"
    >
      {flow.savedBy ?? "Somebody"} saved a newer drawing.
      <Button
        size="sm"
        onClick={() => store.getState().hydrate({ revision: flow.revision, document: flow.document })}
      >
        <CloudDownload aria-hidden />
        Load it
      </Button>
    </div>
  );
}
