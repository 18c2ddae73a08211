"use client";

import { useMemo } from "react";
import { ConditionGroupInput } from "@/components/inspector/conditions/condition-group";
import { groupOf } from "@/components/inspector/conditions/operators";
import { TopicSelect } from "@/components/inspector/fields/topic-select";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { Segmented } from "@/components/ui/segmented";
import { activeTopics } from "@/lib/client/editor/active-topics";
import { useFlowReferences } from "@/lib/client/queries/flows";
import { type ConditionGroup, NO_CONDITION } from "@/lib/domain/condition/condition";
import { fieldsOf } from "@/lib/domain/condition/fields";
import { SegmentAudience } from "./segment-audience";
import type { StageProps } from "./stage-props";

/** Who is given a code, who of them may be written to, and how often. */
export function AudienceStage({ setup, onChange, errors }: StageProps) {
  const event = setup.audience.kind === "event";
  return (
    <div className="flex flex-col gap-5">
      {setup.type === "automatic" ? (
        <Field label="What sets a message off">
          <Segmented
            aria-label="What sets a message off"
            value={setup.audience.kind}
            onChange={(kind) =>
              onChange({
                ...setup,
                audience:
                  kind === "segment"
                    ? { kind, segmentId: null }
                    : { kind, eventName: "", filter: NO_CONDITION },
              })
            }
            options={[
              { value: "segment", label: "A customer enters a segment" },
              { value: "event", label: "An event happens" },
            ]}
          />
        </Field>
      ) : null}
      {event ? (
        <EventAudience setup={setup} onChange={onChange} errors={errors} />
      ) : (
        <SegmentAudience setup={setup} onChange={onChange} errors={errors} />
      )}
      <Field
        label="Marketing permission"
        hint="Who has not given it is refused before a code is taken, and their timeline says so."
      >
        <RadioGroup
          cards
          value={setup.permission}
          onChange={(permission) => onChange({ ...setup, permission })}
          options={[
            { value: "email", label: "Only customers who agreed to marketing by e-mail" },
            { value: "sms", label: "Only customers who agreed to marketing by SMS" },
            {
              value: "none",
              label: "Everybody",
              hint:
                setup.channel === "webhook"
                  ? "The system you call has to ask for permission itself."
                  : "Messages still go only to customers who agreed to this channel. Whoever cannot be sent to keeps no code: it goes back.",
            },
          ]}
        />
      </Field>
      {setup.channel === "webhook" ? null : <Topic setup={setup} onChange={onChange} />}
      <Field label="How often may the same customer get a code?">
        <RadioGroup
          cards
          value={setup.repeat}
          onChange={(repeat) => onChange({ ...setup, repeat })}
          options={[
            { value: "once", label: "Once" },
            { value: "again", label: "Each time, at most once a day" },
          ]}
        />
      </Field>
    </div>
  );
}

function Topic({ setup, onChange }: Pick<StageProps, "setup" | "onChange">) {
  const topics = useFlowReferences().data?.topics ?? [];
  return (
    <Field label="Topic" hint="Whoever opted out of it is left out, too.">
      <TopicSelect
        value={setup.topic}
        onChange={(topic) => onChange({ ...setup, topic })}
        topics={topics}
        none="None: consent to the channel is enough"
      />
    </Field>
  );
}

function EventAudience({ setup, onChange, errors }: StageProps) {
  const references = useFlowReferences();
  const events = references.data?.events ?? [];
  const audience =
    setup.audience.kind === "event"
      ? setup.audience
      : { kind: "event" as const, eventName: "", filter: NO_CONDITION };
  const event = events.find(({ name }) => name === audience.eventName);
  const fields = useMemo(() => {
    const topics = references.data && activeTopics(references.data);
    return fieldsOf(event ?? null, event ? [event] : [], [], topics);
  }, [event, references.data]);
  return (
    <>
      <Field
        label="Customers to whom this event happens"
        hint="From the moment you set the distribution live; what happened before counts for nobody."
        error={errors.audience}
      >
        <Combobox
          value={audience.eventName || null}
          onChange={(next) => onChange({ ...setup, audience: { ...audience, eventName: next ?? "" } })}
          options={events.map(({ name, title }) => ({
            value: name,
            label: name,
            hint: title === name ? undefined : title,
          }))}
          placeholder="Choose an event"
          searchPlaceholder="Find an event"
          emptyText="No event of this name is defined"
        />
      </Field>
      {event ? (
        <Field label="Only when" optional error={errors.filter}>
          <ConditionGroupInput
            group={groupOf(audience.filter)}
            fields={fields}
            // What is half filled stands here as well; leaving the stage asks for the rest.
            onChange={(filter) =>
              onChange({ ...setup, audience: { ...audience, filter: filter as ConditionGroup } })
            }
            disabled={false}
          />
        </Field>
      ) : null}
    </>
  );
}
