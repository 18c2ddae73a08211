"use client";

import { ExternalLink, Plus } from "lucide-react";
import Link from "next/link";
import { useFormScope } from "@/components/inspector/form-scope";
import type { StepFormProps } from "@/components/inspector/step-form-props";
import { Badge } from "@/components/ui/badge";
import { Combobox } from "@/components/ui/combobox";
import { FormField } from "@/components/ui/form";
import { readableLiquid } from "@/lib/domain/message/readable-liquid";

const WORDS = { email: "e-mail", sms: "SMS" } as const;

/** Chooses the template of a message, and shows what the customer will see first. */
export function TemplateField({ form, channel }: StepFormProps & { channel: "email" | "sms" }) {
  const { references, readOnly } = useFormScope();
  const templates = references.templates.filter((template) => template.channel === channel);
  const chosen = templates.find(({ id }) => id === form.watch("templateId"));
  const link = "inline-flex items-center gap-1 rounded-sm text-muted text-xs hover:text-ink";
  return (
    <div className="flex flex-col gap-2">
      <FormField
        form={form}
        name="templateId"
        label="Template"
        action={
          <Link href={`/templates?create=${channel}`} target="_blank" className={link}>
            <Plus className="size-3" aria-hidden />
            New template
          </Link>
        }
      >
        {(field) => (
          <Combobox
            {...field}
            value={field.value || null}
            onChange={(next) => field.onChange(next ?? "")}
            options={templates.map((template) => ({
              value: template.id,
              label: template.name,
              hint: template.published ? readableLiquid(template.subject) || undefined : "Not published yet",
            }))}
            selectedLabel={field.value && !chosen ? "A template that is not there any more" : undefined}
            placeholder={templates.length === 0 ? `No ${WORDS[channel]} template yet` : "Choose a template"}
            searchPlaceholder="Find a template"
            disabled={readOnly}
          />
        )}
      </FormField>
      {chosen ? (
        <div className="rounded-md border border-line bg-surface px-3 py-2">
          <div className="flex items-start gap-2">
            <p className="min-w-0 flex-1 break-words" dir="auto">
              {readableLiquid(chosen.subject) || <span className="text-faint">No subject</span>}
            </p>
            {chosen.usesVoucher ? <Badge tone="coupon">Shows a code</Badge> : null}
          </div>
          <Link href={`/templates/${chosen.id}`} target="_blank" className={`mt-1.5 ${link}`}>
            Open template
            <ExternalLink className="size-3" aria-hidden />
          </Link>
        </div>
      ) : null}
    </div>
  );
}
