"use client";

import { useWatch } from "react-hook-form";
import type { SettingsTabProps } from "@/components/flows/settings/settings-form";
import { MomentInput } from "@/components/inspector/fields/moment-input";
import { TimeInput } from "@/components/inspector/fields/time-input";
import { WeekdaysInput } from "@/components/inspector/fields/weekdays-input";
import { DurationInput } from "@/components/ui/duration-input";
import { FormField } from "@/components/ui/form";
import { useFormats } from "@/components/ui/format-context";
import { RadioGroup } from "@/components/ui/radio-group";
import { Switch } from "@/components/ui/switch";

/** When the flow takes customers (S4-21): indefinitely, unless something is set. */
export function SchedulingTab({ form, readOnly }: SettingsTabProps) {
  const { control, setValue } = form;
  const { timeZone } = useFormats();
  const schedule = useWatch({ control, name: "schedule" });
  const bounded = Boolean(schedule?.from || schedule?.until || schedule?.weekdays?.length || schedule?.hours);
  const choose = (mode: "always" | "bounded") => {
    if (mode === "always")
      setValue("schedule", { from: null, until: null, weekdays: [], hours: null, atEnd: schedule?.atEnd });
    else setValue("schedule.weekdays", [1, 2, 3, 4, 5]);
  };
  return (
    <div className="flex flex-col gap-5">
      <RadioGroup
        cards
        aria-label="When the flow runs"
        value={bounded ? "bounded" : "always"}
        onChange={choose}
        disabled={readOnly}
        options={[
          {
            value: "always",
            label: "Run this flow indefinitely",
            hint: "Flows that start with an event run until you stop them.",
          },
          { value: "bounded", label: "Only at certain times", hint: `In the workspace's zone, ${timeZone}.` },
        ]}
      />
      {bounded ? (
        <>
          <div className="grid grid-cols-2 gap-4">
            <FormField form={form} name="schedule.from" label="Takes customers from" optional>
              {(field) => <MomentInput {...field} disabled={readOnly} />}
            </FormField>
            <FormField form={form} name="schedule.until" label="until" optional>
              {(field) => <MomentInput {...field} disabled={readOnly} />}
            </FormField>
          </div>
          <FormField form={form} name="schedule.weekdays" label="On" hint="None chosen is every day.">
            {(field) => <WeekdaysInput {...field} disabled={readOnly} />}
          </FormField>
          <div className="flex flex-col gap-3">
            <Switch
              label="Only between certain hours"
              value={Boolean(schedule?.hours)}
              onChange={(on) => setValue("schedule.hours", on ? { from: "08:00", until: "20:00" } : null)}
              disabled={readOnly}
            />
            {schedule?.hours ? (
              <div className="flex items-end gap-2 pl-12">
                <FormField form={form} name="schedule.hours.from" label="From">
                  {(field) => <TimeInput {...field} disabled={readOnly} />}
                </FormField>
                <FormField form={form} name="schedule.hours.until" label="until">
                  {(field) => <TimeInput {...field} disabled={readOnly} />}
                </FormField>
              </div>
            ) : null}
          </div>
          {schedule?.until ? (
            <FormField form={form} name="schedule.atEnd" label="At the end, whoever is inside">
              {(field) => (
                <RadioGroup
                  {...field}
                  disabled={readOnly}
                  options={[
                    { value: "finish", label: "finishes" },
                    { value: "exit", label: "leaves the flow" },
                  ]}
                />
              )}
            </FormField>
          ) : null}
        </>
      ) : null}
      <FormField
        form={form}
        name="lateLimit"
        label="Skip messages that are late by more than"
        className="border-line border-t pt-4"
        hint="After a pause or an outage. What is skipped is counted on its step."
      >
        {(field) => <DurationInput {...field} disabled={readOnly} />}
      </FormField>
    </div>
  );
}
