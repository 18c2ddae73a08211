"use client";

import { ExternalLink } from "lucide-react";
import { useFormScope } from "@/components/inspector/form-scope";
import type { StepFormProps } from "@/components/inspector/step-form-props";
import { AsideLink } from "@/components/ui/aside-link";
import { Combobox } from "@/components/ui/combobox";
import { FormField } from "@/components/ui/form";

/** Chooses one of the workspace's segments. */
export function SegmentField({ form }: StepFormProps) {
  const { references, readOnly } = useFormScope();
  return (
    <FormField
      form={form}
      name="segmentId"
      label="Segment"
      hint="Those who belong to it when the flow goes live are left alone; those who come later are taken."
      action={
        <AsideLink href="/segments/new">
          Make a segment
          <ExternalLink className="size-3" aria-hidden />
        </AsideLink>
      }
    >
      {(field) => (
        <Combobox
          {...field}
          value={field.value || null}
          onChange={(next) => field.onChange(next ?? undefined)}
          options={references.segments.map(({ id, name }) => ({ value: id, label: name }))}
          placeholder="Choose a segment"
          searchPlaceholder="Find a segment"
          emptyText="No segment of this name"
          disabled={readOnly}
        />
      )}
    </FormField>
  );
}
