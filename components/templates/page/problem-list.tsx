"use client";

import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import type { TemplateProblem } from "@/lib/client/queries/templates";

const PARTS = { subject: "Subject", preheader: "Preview line", text: "Text", block: "Document" } as const;

/** What keeps the template from being published, and what its author should know. Each leads to its place. */
export function ProblemList({
  problems,
  onGo,
}: {
  problems: readonly TemplateProblem[];
  onGo?: (problem: TemplateProblem) => void;
}) {
  if (problems.length === 0) {
    return (
      <p className="flex items-center gap-2 text-muted text-sm">
        <CircleCheck className="size-4 shrink-0 text-ok" aria-hidden />
        Nothing to mend.
      </p>
    );
  }
  return (
    <ul className="flex flex-col gap-2">
      {problems.map((problem) => (
        <li key={`${problem.part}:${problem.block}:${problem.line}:${problem.message}`}>
          <button
            type="button"
            onClick={() => onGo?.(problem)}
            disabled={!onGo}
            className="flex w-full gap-2 rounded-md border border-line bg-surface px-3 py-2 text-left text-sm enabled:hover:bg-hover"
          >
            {problem.severity === "error" ? (
              <CircleAlert className="mt-0.5 size-4 shrink-0 text-bad" aria-label="Error" />
            ) : (
              <TriangleAlert className="mt-0.5 size-4 shrink-0 text-warn" aria-label="Warning" />
            )}
            <span className="min-w-0 break-words">
              <span className="block text-faint text-xs">{place(problem)}</span>
              <span className="block">{problem.message}</span>
              <span className="block text-muted text-xs">{problem.fix}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function place({ part, block, line }: TemplateProblem): string {
  const where = part === "block" && block !== null ? `Block ${block + 1}` : PARTS[part];
  return line > 1 ? `${where}, line ${line}` : where;
}
