"use client";

import { ExternalLink } from "lucide-react";
import { TopicSelect } from "@/components/inspector/fields/topic-select";
import { useFormScope } from "@/components/inspector/form-scope";
import type { StepFormProps } from "@/components/inspector/step-form-props";
import { AsideLink } from "@/components/ui/aside-link";
import { FormField } from "@/components/ui/form";

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
        <TopicSelect
          {...field}
          topics={references.topics}
          none="None: consent to the channel is enough"
          disabled={readOnly}
        />
      )}
    </FormField>
  );
}
