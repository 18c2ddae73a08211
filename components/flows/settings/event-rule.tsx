"use client";

import { type FieldPath, useWatch } from "react-hook-form";
import { eventOptions } from "@/components/events/event-options";
import type { SettingsForm, SettingsValues } from "@/components/flows/settings/settings-form";
import { ConditionGroupInput } from "@/components/inspector/conditions/condition-group";
import { groupOf } from "@/components/inspector/conditions/operators";
import { Combobox } from "@/components/ui/combobox";
import { FormField } from "@/components/ui/form";
import { activeTopics } from "@/lib/client/editor/active-topics";
import { useDerived, useReferences } from "@/lib/client/editor/context";
import { fieldsOf } from "@/lib/domain/condition/fields";

/** An event and the conditions under which it counts. */
export function EventRule({
  form,
  eventPath,
  filterPath,
  label,
  readOnly,
}: {
  form: SettingsForm;
  eventPath: FieldPath<SettingsValues>;
  filterPath: FieldPath<SettingsValues>;
  label: string;
  readOnly: boolean;
}) {
  const references = useReferences();
  const triggers = useDerived((derived) => derived.triggers);
  const name = useWatch({ control: form.control, name: eventPath });
  const event = references.events.find((candidate) => candidate.name === name);
  return (
    <>
      <FormField form={form} name={eventPath} label={label}>
        {(field) => (
          <Combobox
            {...field}
            value={typeof field.value === "string" && field.value ? field.value : null}
            onChange={(next) => field.onChange(next ?? "")}
            options={eventOptions(references.events)}
            placeholder="Choose an event"
            searchPlaceholder="Find an event"
            emptyText="No event of this name is defined"
            disabled={readOnly}
          />
        )}
      </FormField>
      <FormField form={form} name={filterPath} label="Only when">
        {(field) => (
          <ConditionGroupInput
            group={groupOf(field.value)}
            fields={fieldsOf(event ?? null, triggers, [], activeTopics(references))}
            onChange={field.onChange}
            disabled={readOnly}
          />
        )}
      </FormField>
    </>
  );
}
