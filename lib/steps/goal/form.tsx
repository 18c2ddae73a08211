"use client";

import { ConditionsField } from "@/components/inspector/fields/conditions-field";
import { EventField } from "@/components/inspector/fields/event-field";
import { useFormScope } from "@/components/inspector/form-scope";
import type { StepFormProps } from "@/components/inspector/step-form-props";
import { FormField } from "@/components/ui/form";
import { RadioGroup } from "@/components/ui/radio-group";

/** Which event reaches the goal, and what happens to whoever walks here without it. */
export function GoalForm({ form }: StepFormProps) {
  const { readOnly } = useFormScope();
  return (
    <>
      <EventField
        form={form}
        label="Reached when"
        hint="Customers come here from any step before it, the moment it happens. It counts as a conversion, unless the flow has a goal of its own."
      />
      <ConditionsField form={form} eventName={form.watch("eventName") || ""} />
      <FormField form={form} name="otherwise" label="Whoever walks here before that">
        {(field) => (
          <RadioGroup
            {...field}
            value={field.value ?? "continue"}
            disabled={readOnly}
            options={[
              { value: "continue", label: "goes on by “Not reached”" },
              { value: "wait", label: "waits here until it happens" },
            ]}
          />
        )}
      </FormField>
    </>
  );
}
