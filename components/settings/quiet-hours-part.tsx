"use client";

import { z } from "zod";
import { WorkspacePart } from "@/components/settings/workspace-part";
import { FormField, useZodForm } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Switch } from "@/components/ui/switch";
import type { Workspace } from "@/lib/client/queries/settings";

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write a time, such as 21:30.");
const fields = z
  .object({ on: z.boolean(), from: time, until: time, policy: z.enum(["defer", "skip"]) })
  .refine(({ on, from, until }) => !on || from !== until, {
    path: ["until"],
    message: "Quiet hours that end when they begin are none.",
  });

/** Between which times nothing is sent. */
export function QuietHoursPart({ workspace }: { workspace: Workspace }) {
  const { quietHours, quietHoursPolicy: policy } = workspace.settings;
  const form = useZodForm(fields, {
    defaultValues: {
      on: quietHours !== null,
      from: quietHours?.from ?? "21:00",
      until: quietHours?.until ?? "08:00",
      policy,
    },
  });
  const [from, until] = form.watch(["from", "until"]);
  return (
    <WorkspacePart
      form={form}
      title="Quiet hours"
      description="No marketing is sent between these times on the customer's own clock."
      toChange={({ on, from, until, policy }) => ({
        settings: { quietHours: on ? { from, until } : null, quietHoursPolicy: policy },
      })}
      paths={{ "settings.quietHours.from": "from", "settings.quietHours.until": "until" }}
    >
      <FormField form={form} name="on" label="Keep quiet hours" hideLabel>
        {(field) => <Switch {...field} label="Keep quiet hours" />}
      </FormField>
      {form.watch("on") ? (
        <>
          <div className="flex flex-wrap items-start gap-4 border-line border-l-2 pl-4">
            <FormField form={form} name="from" label="From" className="w-32">
              {(field) => <Input {...field} type="time" className="tabular" />}
            </FormField>
            <FormField
              form={form}
              name="until"
              label="Until"
              hint={until < from ? "the next morning" : "the same day"}
              className="w-32"
            >
              {(field) => <Input {...field} type="time" className="tabular" />}
            </FormField>
          </div>
          <p className="text-muted text-sm">
            Where a customer's zone is not known, the clock of {workspace.timeZone.replaceAll("_", " ")}{" "}
            counts.
          </p>
          <FormField form={form} name="policy" label="A message that falls into them">
            {(field) => (
              <RadioGroup
                {...field}
                options={[
                  { value: "defer", label: "Waits until they end", hint: "The run waits with it." },
                  { value: "skip", label: "Is left out", hint: "The run goes on at once." },
                ]}
              />
            )}
          </FormField>
        </>
      ) : null}
    </WorkspacePart>
  );
}
