"use client";

import { useFormScope } from "@/components/inspector/form-scope";
import type { StepFormProps } from "@/components/inspector/step-form-props";
import { DurationInput } from "@/components/ui/duration-input";
import { FormField } from "@/components/ui/form";

/** A length of time in the person's own unit. */
export function DurationField({
  form,
  name,
  label,
  hint,
}: StepFormProps & { name: string; label: string; hint?: string }) {
  const { readOnly } = useFormScope();
  return (
    <FormField form={form} name={name} label={label} hint={hint}>
      {(field) => <DurationInput {...field} disabled={readOnly} />}
    </FormField>
  );
}
