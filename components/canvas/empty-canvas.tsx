"use client";

import { Zap } from "lucide-react";
import { useActions } from "@/components/canvas/use-actions";
import { Button } from "@/components/ui/button";
import { useEditor } from "@/lib/client/editor/context";

/** Nothing drawn yet: where to begin. */
export function EmptyCanvas() {
  const isEmpty = useEditor((state) => state.document.steps.length === 0);
  const readOnly = useEditor((state) => state.readOnly);
  const { addNext } = useActions();
  if (!isEmpty) return null;
  return (
    <div className="pointer-events-none absolute inset-0 z-5 flex items-center justify-center p-6">
      <div className="pointer-events-auto flex max-w-80 flex-col items-center gap-2 rounded-lg border border-line-strong border-dashed bg-surface/90 px-8 py-7 text-center">
        <span className="flex size-10 items-center justify-center rounded-md bg-step-entry-soft text-step-entry">
          <Zap className="size-5" aria-hidden />
        </span>
        <p className="mt-1 font-medium">Where does the journey begin?</p>
        <p className="text-muted">
          Customers enter when an event happens in your shop. Start with that event, then draw what follows.
        </p>
        <Button
          variant="primary"
          className="mt-3"
          onClick={() => addNext("event-trigger")}
          disabledReason={readOnly}
        >
          Add a trigger
        </Button>
      </div>
    </div>
  );
}
