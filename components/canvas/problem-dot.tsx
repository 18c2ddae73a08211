"use client";

import { Tooltip } from "@/components/ui/tooltip";
import type { Problem } from "@/lib/domain/flow/validate";
import { cn } from "@/lib/utils/cn";
import { plural } from "@/lib/utils/plural";

/** Marks a step that something is wrong with; it says what on hover, and opens it. Red stands in the way of a launch, amber does not. */
export function ProblemDot({
  problems,
  onOpen,
  focusable,
}: {
  problems: readonly Problem[];
  onOpen: () => void;
  focusable: boolean;
}) {
  const first = problems.find(({ severity }) => severity === "error") ?? problems[0];
  if (!first) return null;
  const more = problems.length - 1;
  return (
    <Tooltip
      content={
        <>
          {first.message} {first.fix}
          {more > 0 ? ` And ${plural(more, "more problem")}.` : ""}
        </>
      }
    >
      <button
        type="button"
        tabIndex={focusable ? 0 : -1}
        aria-label={`${plural(problems.length, "problem")}: ${first.message}`}
        onClick={(event) => {
          event.stopPropagation();
          onOpen();
        }}
        className={cn(
          "nodrag -top-2 -right-2 absolute flex size-5 items-center justify-center rounded-full border-2 border-surface font-semibold text-xs",
          first.severity === "error" ? "bg-bad text-on-bad" : "bg-warn-soft text-warn",
        )}
      >
        {problems.length > 1 ? <span className="tabular text-[10px]">{problems.length}</span> : "!"}
      </button>
    </Tooltip>
  );
}
