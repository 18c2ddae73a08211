"use client";

import { TopicField } from "@/components/inspector/fields/topic-field";
import { useFormScope } from "@/components/inspector/form-scope";
import type { StepFormProps } from "@/components/inspector/step-form-props";
import { FormField } from "@/components/ui/form";
import { RadioGroup } from "@/components/ui/radio-group";
import { Switch } from "@/components/ui/switch";

/** What may hold a message back, alike for all channels. */
export function SendingFields({ form }: StepFormProps) {
  const { readOnly } = useFormScope();
  const transactional = form.watch("transactional") === true;
  return (
    <>
      <FormField form={form} name="transactional" label="Kind of message" hideLabel>
        {(field) => (
          <Switch
            {...field}
            value={field.value === true}
            disabled={readOnly}
            label="Transactional"
            hint="For order confirmations and the like. Consent, caps and quiet hours do not hold it back."
          />
        )}
      </FormField>
      {transactional ? null : <TopicField form={form} />}
      {transactional ? null : (
        <FormField form={form} name="quietHours" label="Quiet hours">
          {(field) => (
            <RadioGroup
              {...field}
              value={field.value ?? "workspace"}
              disabled={readOnly}
              options={[
                {
                  value: "workspace",
                  label: "As the workspace does",
                  hint: "Its hours and what it does with a message that falls into them.",
                },
                { value: "defer", label: "Wait until they are over" },
                { value: "skip", label: "Leave the message out", hint: "Counted on this step." },
                { value: "ignore", label: "Send at any hour" },
              ]}
            />
          )}
        </FormField>
      )}
    </>
  );
}
