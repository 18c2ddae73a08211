"use client";

import { CircleAlert, CircleCheck, TriangleAlert, X } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { useDerived, useEditor, useEditorStore, useUi, useUiStore } from "@/lib/client/editor/context";
import { wordsOfStep } from "@/lib/client/editor/derived";
import type { SettingsTab } from "@/lib/client/editor/ui";
import type { Problem } from "@/lib/domain/flow/validate";

/** Problems of the flow as a whole are mended in its settings. */
const TAB_OF: Record<string, SettingsTab> = {
  unknown_goal_event: "goal",
  unknown_exit_event: "exits",
  schedule_order: "scheduling",
};

/** Everything that stands in the way of a launch, and what is worth a thought, each with its step. Pressing one leads there. */
export function ProblemsDock() {
  const open = useUi((state) => state.problems);
  const problems = useDerived((derived) => derived.problems);
  const ui = useUiStore();
  if (!open) return null;
  const sorted = [...problems].sort((a, b) => rank(a) - rank(b));
  return (
    <section
      aria-label="Problems"
      className="flex max-h-52 shrink-0 animate-fade flex-col border-line border-t bg-ground"
    >
      <header className="flex h-9 shrink-0 items-center justify-between px-3">
        <h2 className="font-medium">
          Problems <span className="tabular ml-1 font-normal text-muted">{problems.length}</span>
        </h2>
        <IconButton label="Close" size="sm" onClick={() => ui.setState({ problems: false })}>
          <X />
        </IconButton>
      </header>
      {sorted.length === 0 ? (
        <p className="flex items-center gap-2 px-3 pb-4 text-muted">
          <CircleCheck className="size-4 text-ok" aria-hidden />
          Nothing stands in the way of a launch.
        </p>
      ) : (
        <ul className="min-h-0 overflow-y-auto pb-1">
          {sorted.map((problem) => (
            <ProblemLine
              key={`${problem.stepId} ${problem.code} ${problem.path} ${problem.message}`}
              problem={problem}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function ProblemLine({ problem }: { problem: Problem }) {
  const store = useEditorStore();
  const ui = useUiStore();
  const names = useDerived((derived) => derived.names);
  const step = useEditor((state) => state.document.steps.find(({ id }) => id === problem.stepId));
  const go = () => {
    if (step) {
      store.setState({ fresh: new Set() });
      store.getState().open(step.id);
    } else if (TAB_OF[problem.code]) ui.setState({ settings: TAB_OF[problem.code]! });
  };
  return (
    <li>
      <button
        type="button"
        onClick={go}
        className="flex w-full items-start gap-2.5 px-3 py-1.5 text-left hover:bg-hover focus-visible:outline-offset-[-2px]"
      >
        {problem.severity === "error" ? (
          <CircleAlert className="mt-0.5 size-4 shrink-0 text-bad" aria-label="Stands in the way" />
        ) : (
          <TriangleAlert className="mt-0.5 size-4 shrink-0 text-warn" aria-label="Worth a thought" />
        )}
        <span className="w-56 shrink-0 truncate font-medium" dir="auto">
          {step ? wordsOfStep(step, names).title : "The flow"}
        </span>
        <span className="min-w-0 flex-1">
          {problem.message} <span className="text-muted">{problem.fix}</span>
        </span>
      </button>
    </li>
  );
}

function rank({ severity }: Problem): number {
  return severity === "error" ? 0 : 1;
}
