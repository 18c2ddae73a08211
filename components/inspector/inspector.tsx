"use client";

import { CircleHelp, Copy, Trash2, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { categoryLook } from "@/components/canvas/category-look";
import { useActions } from "@/components/canvas/use-actions";
import { focusStep } from "@/components/canvas/use-shortcuts";
import { LeadsTo } from "@/components/inspector/leads-to";
import { StepForm } from "@/components/inspector/step-form";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { useDerived, useEditor, useEditorStore } from "@/lib/client/editor/context";
import { wordsOfStep } from "@/lib/client/editor/derived";
import { setStepName } from "@/lib/client/editor/edits";
import type { DraftStep } from "@/lib/domain/flow/document";
import { stepOf } from "@/lib/steps/registry";
import { viewOf } from "@/lib/steps/views";
import { cn } from "@/lib/utils/cn";

/** The settings of the open step, at the right of the map. It takes its room beside the map and never lies over it. */
export function Inspector() {
  const step = useEditor((state) => state.document.steps.find(({ id }) => id === state.openStep));
  if (!step) return null;
  return <StepInspector key={step.id} step={step} />;
}

function StepInspector({ step }: { step: DraftStep }) {
  const store = useEditorStore();
  const readOnly = useEditor((state) => state.readOnly);
  const { deleteSelected, duplicate } = useActions();
  const definition = stepOf(step.type);
  const view = viewOf(step.type);
  const panel = useRef<HTMLElement>(null);

  // A step that was just made wants its settings: the first field has the focus. Any other keeps it on the canvas.
  useEffect(() => {
    if (store.getState().fresh.has(step.id))
      panel.current?.querySelector<HTMLElement>("form :is(input, button, textarea)")?.focus();
  }, [store, step.id]);

  const close = () => {
    store.getState().open(null);
    focusStep(step.id);
  };
  return (
    <aside
      ref={panel}
      aria-label="Settings of the step"
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) {
          event.preventDefault();
          close();
        }
      }}
      className="flex w-[380px] shrink-0 flex-col border-line border-l bg-raised"
    >
      <InspectorHead step={step} onClose={close} />
      <div className="flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto px-4 py-4">
        {readOnly ? <p className="rounded-md bg-sunken px-3 py-2 text-muted">{readOnly}</p> : null}
        {definition && view ? <StepForm step={step} definition={definition} Form={view.Form} /> : null}
        <LeadsTo step={step} />
      </div>
      {readOnly ? null : (
        <footer className="flex items-center gap-2 border-line border-t px-4 py-2.5">
          <Button size="sm" onClick={duplicate}>
            <Copy aria-hidden />
            Duplicate
          </Button>
          <Button size="sm" variant="ghost" className="ml-auto text-bad" onClick={deleteSelected}>
            <Trash2 aria-hidden />
            Delete step
          </Button>
        </footer>
      )}
    </aside>
  );
}

function InspectorHead({ step, onClose }: { step: DraftStep; onClose: () => void }) {
  const store = useEditorStore();
  const readOnly = useEditor((state) => state.readOnly !== null);
  const names = useDerived((derived) => derived.names);
  const definition = stepOf(step.type);
  const Icon = viewOf(step.type)?.card.Icon ?? CircleHelp;
  return (
    <header className="flex items-start gap-2.5 border-line border-b px-4 py-3">
      <span
        aria-hidden
        className={cn(
          "flex size-8 shrink-0 items-center justify-center rounded-md",
          categoryLook(definition?.category ?? null).tint,
        )}
      >
        <Icon className="size-4" />
      </span>
      <div className="min-w-0 flex-1">
        <input
          aria-label="Your own name for this step"
          value={step.name}
          placeholder={wordsOfStep({ ...step, name: "" }, names).title}
          maxLength={120}
          readOnly={readOnly}
          dir="auto"
          onChange={(event) =>
            store
              .getState()
              .edit("Rename step", setStepName(step.id, event.target.value), { key: `name:${step.id}` })
          }
          onBlur={() => store.getState().seal()}
          className="-mx-1.5 h-7 w-[calc(100%+0.375rem)] truncate rounded-md border border-transparent bg-transparent px-1.5 font-semibold text-sm placeholder:text-ink hover:border-line-strong focus-visible:bg-surface"
        />
        <p className="text-muted text-xs">
          {definition?.description ?? "This version does not know this step."}
        </p>
      </div>
      <IconButton label="Close" size="sm" className="-mr-1.5" onClick={onClose}>
        <X />
      </IconButton>
    </header>
  );
}
