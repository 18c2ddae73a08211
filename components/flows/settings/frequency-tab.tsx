"use client";

import { useWatch } from "react-hook-form";
import { CountWithin } from "@/components/flows/settings/count-within";
import type { SettingsTabProps } from "@/components/flows/settings/settings-form";
import { Combobox } from "@/components/ui/combobox";
import { DurationInput } from "@/components/ui/duration-input";
import { FormField } from "@/components/ui/form";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { useDerived } from "@/lib/client/editor/context";

const WEEK = { value: 1, unit: "weeks" } as const;

/** Who may come again, when and how often (S4-18 to S4-20, S4-22, X-3). */
export function FrequencyTab({ form, readOnly }: SettingsTabProps) {
  const { control, setValue } = form;
  const reentry = useWatch({ control, name: "frequency.reentry" });
  const limit = useWatch({ control, name: "frequency.limit" });
  const cap = useWatch({ control, name: "cap" });
  const triggers = useDerived((derived) => derived.triggers);
  const properties = triggers
    .flatMap((event) => event.properties)
    .filter(({ type }) => type === "string" || type === "integer");
  return (
    <div className="flex flex-col gap-5">
      <FormField form={form} name="frequency.reentry" label="May the same customer enter more than once?">
        {(field) => (
          <RadioGroup
            {...field}
            cards
            disabled={readOnly}
            options={[
              {
                value: "never",
                label: "No, once per customer",
                hint: "A second trigger is ignored and written down with the reason.",
              },
              { value: "again", label: "Yes, again after a while" },
            ]}
          />
        )}
      </FormField>
      {reentry === "again" ? (
        <>
          <FormField
            form={form}
            name="frequency.delay"
            label="Again after"
            hint="Counted from the customer's last entry."
          >
            {(field) => <DurationInput {...field} units={["hours", "days", "weeks"]} disabled={readOnly} />}
          </FormField>
          <div className="flex flex-col gap-3">
            <Switch
              label="At most so many times"
              hint="Counted back from each new entry."
              value={limit !== null && limit !== undefined}
              onChange={(on) => setValue("frequency.limit", on ? { count: 3, per: WEEK } : null)}
              disabled={readOnly}
            />
            {limit ? (
              <div className="flex flex-wrap items-end gap-2 pl-12">
                <CountWithin form={form} name="frequency.limit" label="Times" readOnly={readOnly} />
              </div>
            ) : null}
          </div>
        </>
      ) : null}
      <FormField
        form={form}
        name="frequency.whileActive"
        label="When the trigger comes while they are inside"
      >
        {(field) => (
          <RadioGroup
            {...field}
            disabled={readOnly}
            options={[
              { value: "ignore", label: "Ignore it", hint: "They finish what they are in." },
              {
                value: "supersede",
                label: "Start anew",
                hint: "The old passage ends as superseded, the new one begins with the new cart.",
              },
              { value: "parallel", label: "Both", hint: "A second passage runs beside the first." },
            ]}
          />
        )}
      </FormField>
      <FormField
        form={form}
        name="frequency.correlation"
        label="Told apart by"
        optional
        hint="A property of the trigger event, such as cartId. Each of its values is a passage of its own: entering once, and the time before entering again, count for it alone. How often within a period counts for the customer as a whole."
      >
        {(field) => (
          <Combobox
            {...field}
            value={field.value || null}
            onChange={(next) => field.onChange(next ?? "")}
            options={properties.map(({ name, title }) => ({
              value: name,
              label: name,
              hint: title && title !== name ? title : undefined,
            }))}
            placeholder="The customer alone"
            clearable
            allowCustom
            disabled={readOnly}
          />
        )}
      </FormField>
      <div className="flex flex-col gap-3 border-line border-t pt-4">
        <Switch
          label="Cap this flow's marketing messages"
          hint="Per customer, beside the caps of the workspace. What is held back is counted on its step."
          value={cap !== null && cap !== undefined}
          onChange={(on) => setValue("cap", on ? { count: 3, per: WEEK, policy: "workspace" } : null)}
          disabled={readOnly}
        />
        {cap ? (
          <div className="flex flex-wrap items-end gap-2 pl-12">
            <CountWithin form={form} name="cap" label="Messages" readOnly={readOnly} />
            <FormField form={form} name="cap.policy" label="One more">
              {(field) => (
                <Select
                  {...field}
                  value={field.value ?? "workspace"}
                  disabled={readOnly}
                  options={[
                    { value: "workspace", label: "As the workspace does" },
                    { value: "skip", label: "Is left out" },
                    { value: "hold", label: "Waits for the next free slot" },
                  ]}
                />
              )}
            </FormField>
          </div>
        ) : null}
      </div>
    </div>
  );
}
