"use client";

import { ExternalLink, Plus } from "lucide-react";
import { useFormScope } from "@/components/inspector/form-scope";
import type { StepFormProps } from "@/components/inspector/step-form-props";
import { AsideLink } from "@/components/ui/aside-link";
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
  return (
    <div className="flex flex-col gap-2">
      <FormField
        form={form}
        name="templateId"
        label="Template"
        action={
          <AsideLink href={`/templates?create=${channel}`}>
            <Plus className="size-3" aria-hidden />
            New template
          </AsideLink>
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
          <AsideLink href={`/templates/${chosen.id}`} className="mt-1.5">
            Open template
            <ExternalLink className="size-3" aria-hidden />
          </AsideLink>
        </div>
      ) : null}
    </div>
  );
}
