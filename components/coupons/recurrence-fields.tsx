"use client";

import type { UseFormReturn } from "react-hook-form";
import { WeekdaysInput } from "@/components/inspector/fields/weekdays-input";
import { Checkbox } from "@/components/ui/checkbox";
import { DurationInput } from "@/components/ui/duration-input";
import { Field } from "@/components/ui/field";
import { FormField } from "@/components/ui/form";
import { useFormats } from "@/components/ui/format-context";
import { Input } from "@/components/ui/input";
import type { CampaignValues } from "./campaign-values";
import { ControlGroup } from "./control-group";

/** Days, hours and repeating times at which codes count. */
export function RecurrenceFields({ form }: { form: UseFormReturn<CampaignValues, unknown, CampaignValues> }) {
  const { timeZone } = useFormats();
  const { keptRecurrence, timeframeOn, hoursOn } = form.watch();
  if (keptRecurrence) {
    return (
      <p className="rounded-md bg-info-soft px-3 py-2 text-info text-sm">
        The days and hours of this campaign were set by the API and stay as they are.
      </p>
    );
  }
  const tick = (name: "timeframeOn" | "hoursOn") => (next: boolean) =>
    form.setValue(name, next === true, { shouldDirty: true, shouldValidate: form.formState.isSubmitted });
  return (
    <>
      <FormField form={form} name="weekdays" label="Days on which codes count" hint="None chosen: every day.">
        {(field) => <WeekdaysInput {...field} />}
      </FormField>
      <Field
        label="Hours at which codes count"
        hint={`Time in ${timeZone}. An end before the start reaches over midnight.`}
        error={form.formState.errors.hoursOn?.message}
      >
        <ControlGroup>
          <Checkbox
            label={hoursOn ? "Only between" : "Only between certain hours"}
            value={hoursOn}
            onChange={tick("hoursOn")}
          />
          {hoursOn ? (
            <>
              <FormField form={form} name="hoursFrom" label="From" hideLabel>
                {(field) => <Input {...field} type="time" />}
              </FormField>
              <FormField form={form} name="hoursUntil" label="Until" hideLabel>
                {(field) => <Input {...field} type="time" />}
              </FormField>
            </>
          ) : null}
        </ControlGroup>
      </Field>
      <Field
        label="Repeating timeframe"
        hint="Counted from the start of the campaign: for example one day in every week."
        error={form.formState.errors.timeframeOn?.message}
      >
        <ControlGroup>
          <Checkbox
            label={timeframeOn ? "Codes count for" : "Codes count for a part of each period"}
            value={timeframeOn}
            onChange={tick("timeframeOn")}
          />
          {timeframeOn ? (
            <>
              <FormField form={form} name="timeframeFor" label="For" hideLabel>
                {(field) => <DurationInput {...field} aria-label="For" units={UNITS} />}
              </FormField>
              <span className="text-muted text-sm">in every</span>
              <FormField form={form} name="timeframeEvery" label="In every" hideLabel>
                {(field) => <DurationInput {...field} aria-label="In every" units={UNITS} />}
              </FormField>
            </>
          ) : null}
        </ControlGroup>
      </Field>
    </>
  );
}

const UNITS = ["minutes", "hours", "days", "weeks"] as const;
