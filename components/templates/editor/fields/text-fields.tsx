"use client";

import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { AlignField } from "./align-field";
import type { BlockFieldsProps } from "./block-fields";

/** How a line of text looks. */
export function TextFields({
  attrs,
  disabled,
  level,
  onLevel,
  onChange,
}: BlockFieldsProps & { level: number; onLevel: (level: 0 | 1 | 2 | 3) => void }) {
  return (
    <>
      <Field label="Style">
        <Select
          value={String(level)}
          disabled={disabled}
          onChange={(value) => onLevel(Number(value) as 0 | 1 | 2 | 3)}
          options={[
            { value: "0", label: "Text" },
            { value: "1", label: "Large heading" },
            { value: "2", label: "Heading" },
            { value: "3", label: "Small heading" },
          ]}
        />
      </Field>
      <AlignField value={attrs.alignment} fallback="left" disabled={disabled} onChange={onChange} />
    </>
  );
}
