"use client";

import { ConditionsField } from "@/components/inspector/fields/conditions-field";
import { EventField } from "@/components/inspector/fields/event-field";
import type { StepFormProps } from "@/components/inspector/step-form-props";

/** Which event lets customers enter, and under which conditions. */
export function EventTriggerForm({ form }: StepFormProps) {
  return (
    <>
      <EventField
        form={form}
        label="Customers enter when"
        hint="Each time it happens, the rules in Flow settings, Frequency decide whether the customer may enter again."
      />
      <ConditionsField form={form} eventName={form.watch("eventName") || ""} />
    </>
  );
}
