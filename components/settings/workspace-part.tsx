"use client";

import type { ReactNode } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Form, FormError } from "@/components/ui/form";
import { showFormErrors } from "@/lib/client/form-errors";
import { useDeniedReason } from "@/lib/client/queries/me";
import { useUpdateWorkspace, type WorkspaceChange } from "@/lib/client/queries/settings";

/**
 * A part of the workspace's settings on a card with its own button. Those who may not change it see the same, fixed. `toChange` makes
 * the request of the form's values; afterwards what was saved is what counts as unchanged.
 */
export function WorkspacePart<Input extends FieldValues, Output>({
  form,
  title,
  description,
  toChange,
  paths,
  children,
}: {
  form: UseFormReturn<Input, unknown, Output>;
  title: string;
  description?: ReactNode;
  toChange: (values: Output) => WorkspaceChange;
  /** The server's path of a field to the form's. */
  paths?: Parameters<typeof showFormErrors<Input, unknown, Output>>[2];
  children: ReactNode;
}) {
  const update = useUpdateWorkspace();
  const denied = useDeniedReason()("workspace:write", "change the workspace");
  const { isDirty, isSubmitting } = form.formState;
  return (
    <section className="rounded-lg border border-line bg-surface shadow-card">
      <Form
        form={form}
        className="gap-0"
        onSubmit={async (values) => {
          try {
            await update.mutateAsync(toChange(values));
            form.reset(form.getValues());
            toast.success("Saved", { description: title });
          } catch (error) {
            showFormErrors(form, error, paths);
          }
        }}
      >
        <header className="px-5 pt-4">
          <h2 className="font-semibold text-sm">{title}</h2>
          {description ? <p className="mt-0.5 max-w-prose text-muted text-sm">{description}</p> : null}
        </header>
        <fieldset disabled={denied !== null} className="flex min-w-0 flex-col gap-4 px-5 pt-4 pb-5">
          <legend className="sr-only">{title}</legend>
          {children}
          <FormError />
        </fieldset>
        <footer className="flex items-center justify-end gap-2 border-line border-t px-5 py-3">
          {isDirty && !isSubmitting ? (
            <Button variant="ghost" onClick={() => form.reset()}>
              Undo changes
            </Button>
          ) : null}
          <Button
            type="submit"
            loading={isSubmitting}
            disabledReason={denied ?? (isDirty ? null : "Nothing is changed.")}
          >
            Save
          </Button>
        </footer>
      </Form>
    </section>
  );
}
