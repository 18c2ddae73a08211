"use client";

import { Check } from "lucide-react";
import { cn } from "@/lib/utils/cn";
import { STAGES, type StageId } from "./stage-list";

/** Where in the wizard one is, which stages are settled, and the way to each. */
export function StageNav({
  current,
  done,
  onGo,
}: {
  current: StageId;
  done: (stage: StageId) => boolean;
  /** Null where a stage cannot be gone to yet. */
  onGo: (stage: StageId) => (() => void) | null;
}) {
  return (
    <nav aria-label="Stages">
      <ol className="flex flex-wrap gap-x-1 gap-y-2">
        {STAGES.map(({ id, label }, index) => {
          const go = onGo(id);
          const here = id === current;
          return (
            <li key={id} className="flex items-center gap-1">
              {index > 0 ? <span className="h-px w-4 bg-line-strong" aria-hidden /> : null}
              <button
                type="button"
                onClick={go ?? undefined}
                disabled={go === null && !here}
                aria-current={here ? "step" : undefined}
                className={cn(
                  "flex items-center gap-2 rounded-full px-2.5 py-1 text-sm enabled:hover:bg-hover disabled:text-faint",
                  here ? "bg-selected font-medium" : "text-muted",
                )}
              >
                <span
                  className={cn(
                    "tabular flex size-5 items-center justify-center rounded-full border text-xs",
                    here ? "border-ink" : "border-line-strong",
                  )}
                >
                  {done(id) && !here ? <Check className="size-3 text-ok" aria-label="Done" /> : index + 1}
                </span>
                {label}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
