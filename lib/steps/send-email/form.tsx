"use client";

import { FailoverField } from "@/components/inspector/fields/failover-field";
import { SendingFields } from "@/components/inspector/fields/sending-fields";
import { TemplateField } from "@/components/inspector/fields/template-field";
import type { StepFormProps } from "@/components/inspector/step-form-props";

/** Which template, and what may hold it back. */
export function SendEmailForm({ form }: StepFormProps) {
  return (
    <>
      <TemplateField form={form} channel="email" />
      <SendingFields form={form} />
      <FailoverField form={form} />
    </>
  );
}
