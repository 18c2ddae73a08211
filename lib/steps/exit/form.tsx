"use client";

import { useFormScope } from "@/components/inspector/form-scope";
import type { StepFormProps } from "@/components/inspector/step-form-props";
import { FormField } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";

/** How the end is counted. */
export function ExitForm({ form }: StepFormProps) {
  const { readOnly } = useFormScope();
  return (
    <>
      <FormField form={form} name="as" label="Count it as">
        {(field) => (
          <RadioGroup
            {...field}
            value={field.value ?? "completed"}
            disabled={readOnly}
            options={[
              { value: "completed", label: "Completed", hint: "The customer came to the end of the flow." },
              { value: "exited", label: "Left early", hint: "The flow ended before it had run its course." },
            ]}
          />
        )}
      </FormField>
      <FormField
        form={form}
        name="reason"
        label="Reason"
        optional
        hint="Stands in the customer's timeline and in the reports."
      >
        {(field) => <Input {...field} value={field.value ?? ""} disabled={readOnly} dir="auto" />}
      </FormField>
    </>
  );
}
