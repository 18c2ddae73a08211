"use client";

import { Plus, Trash2 } from "lucide-react";
import { useFieldArray } from "react-hook-form";
import { EventRule } from "@/components/flows/settings/event-rule";
import type { SettingsTabProps } from "@/components/flows/settings/settings-form";
import { TopicSelect } from "@/components/inspector/fields/topic-select";
import { Button } from "@/components/ui/button";
import { FormField } from "@/components/ui/form";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { useReferences } from "@/lib/client/editor/context";

const CONSENT = [
  { value: "none", label: "None asked" },
  { value: "email", label: "E-mail" },
  { value: "sms", label: "SMS" },
] as const;

/** Who is let in, and what takes customers out before the end. Looked at on each event, and again right before each send. */
export function ExitsTab({ form, readOnly }: SettingsTabProps) {
  const { events, topics } = useReferences();
  const asked = form.watch("entryConsent");
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "exits" });
  return (
    <div className="flex flex-col gap-5">
      <FormField
        form={form}
        name="entryConsent"
        label="Consent to enter"
        hint="Whoever has not agreed to this channel is not let in; each refusal is counted."
      >
        {(field) => (
          <Select
            {...field}
            value={field.value ?? "none"}
            onChange={(next) => {
              field.onChange(next === "none" ? null : next);
              // A topic is asked for on a channel.
              if (next === "none") form.setValue("entryTopic", null, { shouldDirty: true });
            }}
            options={CONSENT}
            className="w-48"
            disabled={readOnly}
          />
        )}
      </FormField>
      {asked ? (
        <FormField
          form={form}
          name="entryTopic"
          label="Topic to enter"
          hint="Whoever opted out of it on that channel is not let in either."
        >
          {(field) => (
            <TopicSelect
              {...field}
              topics={topics}
              none="None asked"
              className="w-full max-w-md"
              disabled={readOnly}
            />
          )}
        </FormField>
      ) : null}
      <FormField form={form} name="exitOnOptOut" label="Opt-out" hideLabel>
        {(field) => (
          <Switch
            {...field}
            label="Leave on opt-out"
            hint="Once they opted out of every channel or topic that the flow writes on. Without it they go on, but are sent nothing of what they left."
            disabled={readOnly}
          />
        )}
      </FormField>
      <FormField form={form} name="exitOnAgentConversation" label="Agent" hideLabel>
        {(field) => (
          <Switch
            {...field}
            label="Leave when they talk with an agent"
            hint="A person has taken over: the flow stays out of the way."
            disabled={readOnly}
          />
        )}
      </FormField>
      <div className="flex flex-col gap-4 border-line border-t pt-4">
        <h3 className="font-medium">Events that end a passage</h3>
        {fields.map((exit, index) => (
          <section
            key={exit.id}
            aria-label={`Exit event ${index + 1}`}
            className="flex flex-col gap-3 rounded-md border border-line p-3"
          >
            <div className="flex items-end gap-2">
              <FormField form={form} name={`exits.${index}.label`} label="Reason" optional className="flex-1">
                {(field) => (
                  <Input {...field} placeholder="Stands in the timeline" disabled={readOnly} dir="auto" />
                )}
              </FormField>
              {readOnly ? null : (
                <IconButton label="Remove this exit event" onClick={() => remove(index)}>
                  <Trash2 />
                </IconButton>
              )}
            </div>
            <EventRule
              form={form}
              eventPath={`exits.${index}.eventName`}
              filterPath={`exits.${index}.filter`}
              label="Leaves when"
              readOnly={readOnly}
            />
          </section>
        ))}
        {readOnly ? null : (
          <Button
            className="self-start"
            disabledReason={
              fields.length >= 20
                ? "At most 20 exit events."
                : events.length === 0
                  ? "Define an event first, under Events."
                  : null
            }
            onClick={() =>
              append({
                eventName: events[0]!.name,
                filter: { match: "all", conditions: [] },
                label: "",
              })
            }
          >
            <Plus aria-hidden />
            Add an exit event
          </Button>
        )}
      </div>
    </div>
  );
}
