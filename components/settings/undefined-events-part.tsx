"use client";

import { z } from "zod";
import { WorkspacePart } from "@/components/settings/workspace-part";
import { FormField, useZodForm } from "@/components/ui/form";
import { NumberInput } from "@/components/ui/number-input";
import { RadioGroup } from "@/components/ui/radio-group";
import type { Workspace } from "@/lib/client/queries/settings";

const fields = z.object({
  undefinedEvents: z.enum(["quarantine", "reject"]),
  maxEventAgeDays: z
    .number("Write a number of days.")
    .int("Write whole days.")
    .min(1, "At least one day.")
    .max(3650, "At most 3,650 days."),
});

/** What is taken from the shop, and what is not. */
export function UndefinedEventsPart({ workspace }: { workspace: Workspace }) {
  const { undefinedEvents, maxEventAgeDays } = workspace.settings;
  const form = useZodForm(fields, { defaultValues: { undefinedEvents, maxEventAgeDays } });
  return (
    <WorkspacePart
      form={form}
      title="Incoming events"
      description="Events are taken as the shop sends them: whether what they say really happened is not checked."
      toChange={(settings) => ({ settings })}
      paths={{ "settings.maxEventAgeDays": "maxEventAgeDays" }}
    >
      <FormField form={form} name="undefinedEvents" label="Events that are not defined">
        {(field) => (
          <RadioGroup
            {...field}
            options={[
              {
                value: "quarantine",
                label: "Keep aside",
                hint: "They are listed under Events, and can be taken in once somebody defines them.",
              },
              { value: "reject", label: "Refuse", hint: "The sender is told, and nothing is kept." },
            ]}
          />
        )}
      </FormField>
      <FormField
        form={form}
        name="maxEventAgeDays"
        label="Oldest event"
        hint="Events that happened longer ago are refused."
      >
        {(field) => <NumberInput {...field} integer min={1} unit="days" className="max-w-56" />}
      </FormField>
    </WorkspacePart>
  );
}
