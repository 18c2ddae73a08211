"use client";

import { CampaignField } from "@/components/inspector/fields/campaign-field";
import { useFormScope } from "@/components/inspector/form-scope";
import type { StepFormProps } from "@/components/inspector/step-form-props";
import { FormField } from "@/components/ui/form";
import { RadioGroup } from "@/components/ui/radio-group";
import { ReviewFields } from "./review-fields";

const REUSE = [
  { value: "run", label: "The run's own code", hint: "Gives one, and the same again later in this run." },
  {
    value: "unexpired",
    label: "Any code that is still valid",
    hint: "A customer who has one of this campaign keeps it.",
  },
  { value: "new", label: "Always a new code", hint: "Every visit to this step gives another." },
] as const;

/** From which campaign, and whether a code the customer already has will do. */
export function IssueCouponForm({ form }: StepFormProps) {
  const { readOnly } = useFormScope();
  return (
    <>
      <CampaignField form={form} />
      <FormField form={form} name="reuse" label="Which code">
        {(field) => (
          <RadioGroup {...field} value={field.value ?? "run"} options={REUSE} disabled={readOnly} />
        )}
      </FormField>
      <ReviewFields form={form} />
      <p className="text-muted text-xs">
        When a later message is held back, its code goes back to the campaign. A campaign without a code left
        leads out by “Pool empty”; a customer who had a discount too recently by “Not eligible”.
      </p>
    </>
  );
}
