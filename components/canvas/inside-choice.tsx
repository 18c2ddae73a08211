"use client";

import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { useDerived, useEditor } from "@/lib/client/editor/context";
import { wordsOfStep } from "@/lib/client/editor/derived";
import type { FlowChanges } from "@/lib/client/queries/flows";
import type { MoveChoice, MovePlan } from "@/lib/domain/flow/move";
import { stepOf } from "@/lib/steps/registry";
import { plural } from "@/lib/utils/plural";

/** What becomes of those inside when a version is launched. */
export type Inside = { mode: "finish" } | { mode: "move"; steps: MovePlan };

const MODES = [
  {
    value: "finish",
    label: "New entrants only",
    hint: "Who is inside finishes on the version they entered, as it is.",
  },
  {
    value: "move",
    label: "Move everyone",
    hint: "Who is inside goes on in the new version, at the same step. Waits that you changed count from when they came there.",
  },
] as const;

/** The steps whose people need a place to go before anybody can be moved. */
export function undecided(changes: FlowChanges | undefined, inside: Inside): string[] {
  if (inside.mode === "finish" || !changes) return [];
  return changes.steps
    .filter((step) => step.kind === "deleted" && step.inside > 0 && !inside.steps[step.stepId])
    .map(({ name }) => name);
}

/** Asks whether those inside are moved, and where those go who stand at a step that the draft changes or no longer has. */
export function InsideChoice({
  changes,
  inside,
  onInside,
}: {
  changes: FlowChanges;
  inside: Inside;
  onInside: (next: Inside) => void;
}) {
  return (
    <div className="flex flex-col gap-3">
      <RadioGroup
        cards
        aria-label="What becomes of those inside"
        value={inside.mode}
        onChange={(mode) => onInside(mode === "move" ? { mode, steps: {} } : { mode })}
        options={MODES}
      />
      <Destinations changes={changes} inside={inside} onInside={onInside} />
    </div>
  );
}

/** Where those go who stand at a step that is changed or gone; nothing while they are not moved. */
export function Destinations({
  changes,
  inside,
  onInside,
}: {
  changes: FlowChanges;
  inside: Inside;
  onInside: (next: Inside) => void;
}) {
  const standing = changes.steps.filter((step) => step.kind !== "added" && step.inside > 0);
  if (inside.mode === "finish" || standing.length === 0) return null;
  return (
    <ul className="flex flex-col gap-3">
      {standing.map((step) => (
        <li key={step.stepId} className="flex flex-col gap-1">
          <span dir="auto">
            {plural(step.inside, "customer")} at “{step.name}”, which is {step.kind}
          </span>
          <Destination
            step={step}
            choice={inside.steps[step.stepId]}
            onChoice={(choice) =>
              onInside({ mode: "move", steps: { ...inside.steps, [step.stepId]: choice } })
            }
          />
        </li>
      ))}
    </ul>
  );
}

function Destination({
  step,
  choice,
  onChoice,
}: {
  step: FlowChanges["steps"][number];
  choice: MoveChoice | undefined;
  onChoice: (choice: MoveChoice) => void;
}) {
  const steps = useEditor((state) => state.document.steps);
  const names = useDerived((derived) => derived.names);
  const targets = steps
    .filter(({ id, type }) => id !== step.stepId && stepOf(type)?.category !== "entry")
    .map((target) => ({
      value: `to:${target.id}`,
      label: `Go on at “${wordsOfStep(target, names).title}”`,
      group: "Another step",
    }));
  const options = [
    ...(step.kind === "changed"
      ? [{ value: `to:${step.stepId}`, label: "Stay here, as it is changed" }]
      : []),
    { value: "finish", label: "Finish on their version" },
    { value: "exit", label: "Leave the flow", hint: "Counted as exited: step removed" },
    ...targets,
  ];
  const shown = choice
    ? choice.kind === "to"
      ? `to:${choice.stepId}`
      : choice.kind
    : step.kind === "changed"
      ? `to:${step.stepId}`
      : null;
  return (
    <Select
      aria-label={`Where those at ${step.name} go`}
      value={shown}
      placeholder="Choose where they go"
      options={options}
      onChange={(value) =>
        onChoice(
          value === "finish" || value === "exit"
            ? { kind: value }
            : { kind: "to", stepId: value.slice("to:".length) },
        )
      }
    />
  );
}
