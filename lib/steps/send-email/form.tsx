"use client";

import { FailoverField } from "@/components/inspector/fields/failover-field";
import { QuietFields } from "@/components/inspector/fields/quiet-fields";
import { TemplateField } from "@/components/inspector/fields/template-field";
import type { StepFormProps } from "@/components/inspector/step-form-props";

/** Which template, and what may hold it back. */
export function SendEmailForm({ form }: StepFormProps) {
  return (
    <>
      <TemplateField form={form} channel="email" />
      <QuietFields form={form} />
      <FailoverField form={form} />
    </>
  );
}
