"use client";

import { useMemo } from "react";
import { ConditionGroupInput } from "@/components/inspector/conditions/condition-group";
import { groupOf } from "@/components/inspector/conditions/operators";
import { useFormScope } from "@/components/inspector/form-scope";
import type { StepFormProps } from "@/components/inspector/step-form-props";
import { FormField } from "@/components/ui/form";
import { activeTopics } from "@/lib/client/editor/active-topics";
import { fieldsOf } from "@/lib/domain/condition/fields";

/** Conditions on the event, the cart and the customer. `eventName` is the event they ask about; null is the flow's trigger event. */
export function ConditionsField({
  form,
  name = "filter",
  label = "Only when",
  hint,
  eventName = null,
}: StepFormProps & { name?: string; label?: string; hint?: string; eventName?: string | null }) {
  const { references, triggers, readOnly } = useFormScope();
  const fields = useMemo(() => {
    const event = eventName === null ? triggers[0] : references.events.find(({ name }) => name === eventName);
    return fieldsOf(event ?? null, triggers, references.segments, activeTopics(references));
  }, [references, triggers, eventName]);
  return (
    <FormField form={form} name={name} label={label} hint={hint}>
      {(field) => (
        <ConditionGroupInput
          group={groupOf(field.value)}
          fields={fields}
          onChange={field.onChange}
          disabled={readOnly}
        />
      )}
    </FormField>
  );
}
