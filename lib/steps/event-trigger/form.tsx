"use client";

import { ConditionsField } from "@/components/inspector/fields/conditions-field";
import { EventField } from "@/components/inspector/fields/event-field";
import { SegmentField } from "@/components/inspector/fields/segment-field";
import type { StepFormProps } from "@/components/inspector/step-form-props";
import { isSegmentEvent } from "@/lib/domain/event/internal";

/** Which event lets customers enter, and under which conditions. */
export function EventTriggerForm({ form }: StepFormProps) {
  const eventName = form.watch("eventName") || "";
  return (
    <>
      <EventField
        form={form}
        label="Customers enter when"
        hint="Each time it happens, the rules in Flow settings, Frequency decide whether the customer may enter again."
      />
      {isSegmentEvent(eventName) ? <SegmentField form={form} /> : null}
      <ConditionsField form={form} eventName={eventName} />
    </>
  );
}
