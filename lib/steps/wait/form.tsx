"use client";

import { DurationField } from "@/components/inspector/fields/duration-field";
import { TimeInput } from "@/components/inspector/fields/time-input";
import { WeekdaysInput } from "@/components/inspector/fields/weekdays-input";
import { useFormScope } from "@/components/inspector/form-scope";
import type { StepFormProps } from "@/components/inspector/step-form-props";
import { FormField } from "@/components/ui/form";
import { RadioGroup } from "@/components/ui/radio-group";

const MODES = [
  { value: "duration", label: "For a time", hint: "Counted from when the customer arrives at this step." },
  {
    value: "since-trigger",
    label: "Until a time after entry",
    hint: "Counted from the trigger event: exact, however long the steps before it took.",
  },
  {
    value: "local-time",
    label: "Until a time of day",
    hint: "In the customer's time zone, else the workspace's.",
  },
] as const;

/** How long, or until when. */
export function WaitForm({ form }: StepFormProps) {
  const { readOnly } = useFormScope();
  const mode = form.watch("mode");
  return (
    <>
      <FormField form={form} name="mode" label="Wait">
        {(field) => (
          <RadioGroup
            {...field}
            options={MODES}
            disabled={readOnly}
            onChange={(next) => {
              // What the other way of waiting needs is there at once, so that changing it asks for nothing.
              if (next === "local-time" && !form.getValues("time")) form.setValue("time", "09:00");
              if (next !== "local-time" && !form.getValues("duration"))
                form.setValue("duration", { value: 1, unit: "days" });
              field.onChange(next);
            }}
          />
        )}
      </FormField>
      {mode === "local-time" ? (
        <>
          <FormField form={form} name="time" label="Time of day">
            {(field) => <TimeInput {...field} disabled={readOnly} />}
          </FormField>
          <FormField form={form} name="weekdays" label="On" hint="None chosen is every day.">
            {(field) => <WeekdaysInput {...field} disabled={readOnly} />}
          </FormField>
        </>
      ) : (
        <DurationField
          form={form}
          name="duration"
          label={mode === "since-trigger" ? "After entry" : "How long"}
        />
      )}
    </>
  );
}
