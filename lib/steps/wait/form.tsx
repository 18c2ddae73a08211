"use client";

import { DurationField } from "@/components/inspector/fields/duration-field";
import { TimeInput } from "@/components/inspector/fields/time-input";
import { WeekdaysInput } from "@/components/inspector/fields/weekdays-input";
import { useFormScope } from "@/components/inspector/form-scope";
import type { StepFormProps } from "@/components/inspector/step-form-props";
import { FormField } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Segmented } from "@/components/ui/segmented";

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
  { value: "date", label: "Until a date", hint: "The same day for everybody, in each one's time zone." },
  {
    value: "customer-date",
    label: "Until a date of the customer's",
    hint: "So long before or after a date on their profile, such as renewsOn. Who has none leaves by “No such date”.",
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
              const needed: Record<string, unknown> =
                next === "duration" || next === "since-trigger"
                  ? { duration: { value: 1, unit: "days" } }
                  : next === "customer-date"
                    ? { time: "09:00", offset: { value: 1, unit: "days" }, direction: "before" }
                    : { time: "09:00" };
              for (const [name, value] of Object.entries(needed))
                if (!form.getValues(name)) form.setValue(name, value);
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
      ) : null}
      {mode === "date" ? (
        <FormField form={form} name="date" label="Day">
          {(field) => (
            <Input {...field} value={field.value ?? ""} type="date" disabled={readOnly} className="w-44" />
          )}
        </FormField>
      ) : null}
      {mode === "customer-date" ? (
        <>
          <FormField
            form={form}
            name="attribute"
            label="Attribute"
            hint="Holds a day such as 2026-12-24, or a moment such as 2026-12-24T09:00:00Z."
          >
            {(field) => (
              <Input
                {...field}
                value={field.value ?? ""}
                placeholder="renewsOn"
                disabled={readOnly}
                dir="auto"
              />
            )}
          </FormField>
          <DurationField form={form} name="offset" label="How long" />
          <FormField form={form} name="direction" label="Before or after it">
            {(field) => (
              <Segmented
                {...field}
                disabled={readOnly}
                options={[
                  { value: "before", label: "Before" },
                  { value: "after", label: "After" },
                ]}
              />
            )}
          </FormField>
        </>
      ) : null}
      {mode === "date" || mode === "customer-date" ? (
        <FormField
          form={form}
          name="time"
          label="Time of day"
          hint={mode === "customer-date" ? "Of a date that names no time." : undefined}
        >
          {(field) => <TimeInput {...field} disabled={readOnly} />}
        </FormField>
      ) : null}
      {mode === "duration" || mode === "since-trigger" ? (
        <DurationField
          form={form}
          name="duration"
          label={mode === "since-trigger" ? "After entry" : "How long"}
        />
      ) : null}
    </>
  );
}
