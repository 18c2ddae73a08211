"use client";

import { ExternalLink } from "lucide-react";
import Link from "next/link";
import { useFormScope } from "@/components/inspector/form-scope";
import type { StepFormProps } from "@/components/inspector/step-form-props";
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
        <Link
          href="/segments/new"
          target="_blank"
          className="inline-flex items-center gap-1 rounded-sm text-muted text-xs hover:text-ink"
        >
          Make a segment
          <ExternalLink className="size-3" aria-hidden />
        </Link>
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
