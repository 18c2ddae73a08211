"use client";

import { z } from "zod";
import { WorkspacePart } from "@/components/settings/workspace-part";
import { FormField, useZodForm } from "@/components/ui/form";
import { NumberInput } from "@/components/ui/number-input";
import { Switch } from "@/components/ui/switch";
import type { Workspace } from "@/lib/client/queries/settings";

const MESSAGE = "Write a whole number of days from 1 to 730.";
const fields = z
  .object({ on: z.boolean(), days: z.number().nullable() })
  .refine(({ on, days }) => !on || (days !== null && Number.isInteger(days) && days >= 1 && days <= 730), {
    path: ["days"],
    message: MESSAGE,
  });

/** At most one recovery discount per customer in so many days. */
export function DiscountCapPart({ workspace }: { workspace: Workspace }) {
  const { recoveryDiscountDays: days } = workspace.settings;
  const form = useZodForm(fields, { defaultValues: { on: days !== null, days: days ?? 90 } });
  return (
    <WorkspacePart
      form={form}
      title="Recovery discounts"
      description="Customers who are given a code for every cart they leave learn to leave carts. Reminders without a code are not held back by this."
      toChange={({ on, days }) => ({ settings: { recoveryDiscountDays: on ? days : null } })}
      paths={{ "settings.recoveryDiscountDays": "days" }}
    >
      <FormField form={form} name="on" label="Limit recovery discounts" hideLabel>
        {(field) => <Switch {...field} label="At most one recovery discount per customer" />}
      </FormField>
      {form.watch("on") ? (
        <FormField
          form={form}
          name="days"
          label="in any"
          hint="Counted from the day a code was given, whether it was used or not. 60 and 90 days are usual."
          className="max-w-96 border-line border-l-2 pl-4"
        >
          {(field) => <NumberInput {...field} integer min={1} unit="days" className="max-w-40" />}
        </FormField>
      ) : null}
    </WorkspacePart>
  );
}
