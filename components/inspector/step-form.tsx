"use client";

import { useEffect, useMemo, useRef } from "react";
import { type FieldValues, FormProvider, useForm } from "react-hook-form";
import { FormScopeProvider } from "@/components/inspector/form-scope";
import { stepResolver } from "@/components/inspector/step-resolver";
import { FormError } from "@/components/ui/form";
import { useDerived, useEditor, useEditorStore, useReferences } from "@/lib/client/editor/context";
import { setConfig } from "@/lib/client/editor/edits";
import { equal } from "@/lib/domain/flow/diff";
import type { DraftStep } from "@/lib/domain/flow/document";
import { referencesOf } from "@/lib/domain/flow/references-of";
import type { StepDefinition } from "@/lib/domain/flow/step-definition";
import type { StepView } from "@/lib/steps/views";

/**
 * The settings of a step. Everything that is typed is in the draft at once, as one gesture until the field is left; what undo or another
 * hand changes comes back into the fields.
 */
export function StepForm({
  step,
  definition,
  Form,
}: {
  step: DraftStep;
  definition: StepDefinition;
  Form: StepView["Form"];
}) {
  const store = useEditorStore();
  const lists = useReferences();
  const triggers = useDerived((derived) => derived.triggers);
  const readOnly = useEditor((state) => state.readOnly !== null);
  const fresh = useEditor((state) => state.fresh.has(step.id));
  const references = useMemo(() => referencesOf(lists), [lists]);
  const resolver = useMemo(() => stepResolver(definition, references), [definition, references]);
  const form = useForm<FieldValues>({
    defaultValues: structuredClone(step.config),
    resolver,
    mode: fresh ? "onTouched" : "onChange",
  });
  /** What the form wrote last: the same coming back from the draft is no news. */
  const written = useRef<unknown>(step.config);

  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values }) => {
          const config = JSON.parse(JSON.stringify(values)) as Record<string, unknown>;
          const now = store.getState().document.steps.find(({ id }) => id === step.id)?.config;
          if (now === undefined || equal(now, config)) return;
          written.current = config;
          store.getState().edit("Change settings", setConfig(step.id, config), { key: `config:${step.id}` });
        },
      }),
    [form, store, step.id],
  );
  useEffect(() => {
    if (equal(written.current, step.config)) return;
    written.current = step.config;
    form.reset(structuredClone(step.config));
  }, [form, step.config]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other references, another judgement
  useEffect(() => {
    if (!fresh) void form.trigger();
  }, [form, fresh, references, step.config]);

  const scope = useMemo(() => ({ references: lists, triggers, readOnly }), [lists, triggers, readOnly]);
  return (
    <FormScopeProvider value={scope}>
      <FormProvider {...form}>
        <form
          className="flex flex-col gap-5"
          onSubmit={(event) => event.preventDefault()}
          onBlur={() => store.getState().seal()}
        >
          <StepError />
          <Form form={form} />
        </form>
      </FormProvider>
    </FormScopeProvider>
  );
}

/** What is wrong with the step as a whole, for example that its channel is not connected. */
function StepError() {
  return <FormError />;
}
