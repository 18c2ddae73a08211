"use client";

import { z } from "zod";
import { WorkspacePart } from "@/components/settings/workspace-part";
import { FormField, useZodForm } from "@/components/ui/form";
import { NumberInput } from "@/components/ui/number-input";
import { RadioGroup } from "@/components/ui/radio-group";
import type { Workspace } from "@/lib/client/queries/settings";

const fields = z.object({
  keep: z.enum(["months", "forever"]),
  months: z
    .number("Write a number of months.")
    .int("Write whole months.")
    .min(3, "At least 3 months.")
    .max(120, "At most 120 months."),
});

const DEFAULT_MONTHS = 24;

/** How long events, messages and timelines are kept. */
export function RetentionPart({ workspace }: { workspace: Workspace }) {
  const { retentionMonths } = workspace.settings;
  const form = useZodForm(fields, {
    defaultValues: {
      keep: retentionMonths === null ? "forever" : "months",
      months: retentionMonths ?? DEFAULT_MONTHS,
    },
  });
  return (
    <WorkspacePart
      form={form}
      title="How long history is kept"
      description="Events, messages and what timelines show. Customers, codes, redemptions and a flow's numbers stay; segments count the events that are kept."
      toChange={({ keep, months }) => ({ settings: { retentionMonths: keep === "forever" ? null : months } })}
      paths={{ "settings.retentionMonths": "months" }}
    >
      <FormField form={form} name="keep" label="Keep">
        {(field) => (
          <RadioGroup
            {...field}
            options={[
              {
                value: "months",
                label: "For some months",
                hint: "What is older is deleted for good, every night.",
              },
              {
                value: "forever",
                label: "For ever",
                hint: "Mind what your customers were promised, and the disk.",
              },
            ]}
          />
        )}
      </FormField>
      {form.watch("keep") === "months" ? (
        <FormField form={form} name="months" label="Months" className="max-w-56">
          {(field) => <NumberInput {...field} integer min={3} unit="months" />}
        </FormField>
      ) : null}
    </WorkspacePart>
  );
}
