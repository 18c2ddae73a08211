"use client";

import { ConditionsField } from "@/components/inspector/fields/conditions-field";
import { DurationField } from "@/components/inspector/fields/duration-field";
import { EventField } from "@/components/inspector/fields/event-field";
import type { StepFormProps } from "@/components/inspector/step-form-props";

/** Which event to wait for, and how long at most. */
export function WaitForEventForm({ form }: StepFormProps) {
  return (
    <>
      <EventField form={form} label="Wait for" />
      <DurationField
        form={form}
        name="timeout"
        label="At most"
        hint="Whoever has not done it by then leaves by “Timed out”."
      />
      <EventField
        form={form}
        name="restartOn"
        label="Begin anew with"
        optional
        hint="Each time this event comes, the time begins again: wait until a customer has been quiet for an hour."
      />
      <ConditionsField form={form} eventName={form.watch("eventName") || ""} />
    </>
  );
}
