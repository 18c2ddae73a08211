"use client";

import { GitCompareArrows } from "lucide-react";
import { useMemo } from "react";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { useDerived, useEditor } from "@/lib/client/editor/context";
import { wordsOfStep } from "@/lib/client/editor/derived";
import type { FlowDetail } from "@/lib/contracts/flows";
import { diffFlows, type StepChange } from "@/lib/domain/flow/diff";
import { plural } from "@/lib/utils/plural";

const VERB: Record<StepChange["kind"], string> = { added: "New", changed: "Changed", deleted: "Deleted" };

/** How the draft differs from what customers walk through, in a word and, opened, step by step. */
export function ChangesBadge({ live }: { live: NonNullable<FlowDetail["live"]> }) {
  const document = useEditor((state) => state.document);
  const names = useDerived((derived) => derived.names);
  const diff = useMemo(() => diffFlows(live.document, document), [live, document]);
  if (diff.same) return null;
  const steps = new Map([...live.document.steps, ...document.steps].map((step) => [step.id, step]));
  const count = diff.steps.length + diff.connections + diff.settings.length;
  return (
    <Popover
      label="Changes that are not live yet"
      className="w-80"
      trigger={
        <Button size="sm" variant="ghost" className="text-warn">
          <GitCompareArrows aria-hidden />
          {plural(count, "change")} not live yet
        </Button>
      }
    >
      <p className="font-medium">Since version {live.number}</p>
      <ul className="mt-2 flex max-h-72 flex-col gap-1.5 overflow-y-auto">
        {diff.steps.map(({ kind, stepId }) => (
          <li key={stepId} className="flex gap-2">
            <span className="w-16 shrink-0 text-muted">{VERB[kind]}</span>
            <span className="min-w-0 break-words" dir="auto">
              {wordsOfStep(steps.get(stepId)!, names).title}
            </span>
          </li>
        ))}
        {diff.connections > 0 ? (
          <li className="flex gap-2">
            <span className="w-16 shrink-0 text-muted">Changed</span>
            {plural(diff.connections, "connection")}
          </li>
        ) : null}
        {diff.settings.map((name) => (
          <li key={name} className="flex gap-2">
            <span className="w-16 shrink-0 text-muted">Settings</span>
            {name}
          </li>
        ))}
      </ul>
      <p className="mt-3 text-muted text-xs">
        Customers walk through version {live.number} until you launch.
      </p>
    </Popover>
  );
}
