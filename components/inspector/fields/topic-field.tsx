"use client";

import { ExternalLink } from "lucide-react";
import { topicOptions } from "@/components/inspector/fields/topic-options";
import { useFormScope } from "@/components/inspector/form-scope";
import type { StepFormProps } from "@/components/inspector/step-form-props";
import { AsideLink } from "@/components/ui/aside-link";
import { FormField } from "@/components/ui/form";
import { Select } from "@/components/ui/select";

/** What a message is about: whoever opted out of that topic is not sent it. */
export function TopicField({ form }: StepFormProps) {
  const { references, readOnly } = useFormScope();
  return (
    <FormField
      form={form}
      name="topic"
      label="Topic"
      hint="Whoever opted out of it on this channel is not sent this message; its link to unsubscribe is for the topic."
      action={
        <AsideLink href="/settings/topics">
          Topics
          <ExternalLink className="size-3" aria-hidden />
        </AsideLink>
      }
    >
      {(field) => (
        <Select
          {...field}
          value={field.value ?? NONE}
          onChange={(next) => field.onChange(next === NONE ? null : next)}
          options={[
            { value: NONE, label: "None: consent to the channel is enough" },
            ...topicOptions(references.topics, field.value),
          ]}
          disabled={readOnly}
        />
      )}
    </FormField>
  );
}

const NONE = "-";
