"use client";

import { ExternalLink } from "lucide-react";
import { eventOptions } from "@/components/events/event-options";
import { useFormScope } from "@/components/inspector/form-scope";
import type { StepFormProps } from "@/components/inspector/step-form-props";
import { AsideLink } from "@/components/ui/aside-link";
import { Combobox } from "@/components/ui/combobox";
import { FormField } from "@/components/ui/form";

/** Chooses one of the defined events (S4-9, S4-11); a link leads to where one is defined. */
export function EventField({
  form,
  name = "eventName",
  label = "Event",
  hint,
  optional,
}: StepFormProps & { name?: string; label?: string; hint?: string; optional?: boolean }) {
  const { references, readOnly } = useFormScope();
  return (
    <FormField
      form={form}
      name={name}
      label={label}
      hint={hint}
      optional={optional}
      action={
        <AsideLink href="/events">
          Define an event
          <ExternalLink className="size-3" aria-hidden />
        </AsideLink>
      }
    >
      {(field) => (
        <Combobox
          {...field}
          value={field.value || null}
          onChange={(next) => field.onChange(next ?? "")}
          options={eventOptions(references.events)}
          placeholder={optional ? "None" : "Choose an event"}
          clearable={optional}
          searchPlaceholder="Find an event"
          emptyText="No event of this name is defined"
          disabled={readOnly}
        />
      )}
    </FormField>
  );
}
