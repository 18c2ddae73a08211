"use client";

import { DurationField } from "@/components/inspector/fields/duration-field";
import { useFormScope } from "@/components/inspector/form-scope";
import type { StepFormProps } from "@/components/inspector/step-form-props";
import { FormField } from "@/components/ui/form";
import { RadioGroup } from "@/components/ui/radio-group";
import { Switch } from "@/components/ui/switch";

/** Whether those whom the message does not reach in time go another way. */
export function FailoverField({ form }: StepFormProps) {
  const { readOnly } = useFormScope();
  const on = Boolean(form.watch("failover"));
  return (
    <>
      <Switch
        label="Another way when it is not delivered"
        hint="The customer waits here. Whom the message does not reach in time, because it is held back, fails or bounces, leaves by “Not delivered”."
        value={on}
        disabled={readOnly}
        onChange={(next) =>
          form.setValue(
            "failover",
            next ? { within: { value: 1, unit: "hours" }, until: "delivered" } : null,
            {
              shouldDirty: true,
              shouldValidate: true,
            },
          )
        }
      />
      {on ? (
        <>
          <DurationField
            form={form}
            name="failover.within"
            label="Within"
            hint="What has not gone out by then is not sent any more."
          />
          <FormField form={form} name="failover.until" label="It counts as delivered when">
            {(field) => (
              <RadioGroup
                {...field}
                disabled={readOnly}
                options={[
                  {
                    value: "delivered",
                    label: "The provider reports its delivery",
                    hint: "Resend and Twilio do, when their reports are set up.",
                  },
                  {
                    value: "sent",
                    label: "The provider has taken it",
                    hint: "For SMTP and gateways, which report nothing more.",
                  },
                ]}
              />
            )}
          </FormField>
        </>
      ) : null}
    </>
  );
}
