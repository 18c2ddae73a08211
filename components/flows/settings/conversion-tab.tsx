"use client";

import type { SettingsTabProps } from "@/components/flows/settings/settings-form";
import { DurationInput } from "@/components/ui/duration-input";
import { FormField } from "@/components/ui/form";
import { NumberInput } from "@/components/ui/number-input";
import { Switch } from "@/components/ui/switch";

/** Which orders are this flow's, and whom it is measured against. */
export function ConversionTab({ form, readOnly }: SettingsTabProps) {
  return (
    <div className="flex flex-col gap-5">
      <FormField
        form={form}
        name="conversionWindow"
        label="An order counts for"
        hint="Counted from the entry, also when the passage has ended by then. It is counted once, by the first that holds: it used this flow's code, it followed a click, or it followed a delivered message."
      >
        {(field) => <DurationInput {...field} units={["hours", "days", "weeks"]} disabled={readOnly} />}
      </FormField>
      <FormField form={form} name="countDelivered" label="Delivered" hideLabel>
        {(field) => (
          <Switch
            {...field}
            label="Count orders after a delivered message"
            hint="Also without a click or a code. It finds more orders, and credits some that would have come anyway."
            disabled={readOnly}
          />
        )}
      </FormField>
      <FormField
        form={form}
        name="holdout"
        label="Keep out, to compare"
        hint="This share of customers never enters, always the same ones. What they buy shows what the flow adds. At most 50%."
      >
        {(field) => (
          <NumberInput
            {...field}
            value={field.value === undefined ? null : Math.round(field.value * 1000) / 10}
            onChange={(percent) => field.onChange(percent === null ? undefined : percent / 100)}
            min={0}
            unit="%"
            className="w-24"
            disabled={readOnly}
          />
        )}
      </FormField>
    </div>
  );
}
