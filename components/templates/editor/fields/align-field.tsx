"use client";

import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";

type Alignment = "left" | "center" | "right";

/** Where on its line something stands. */
export function AlignField({
  value,
  fallback,
  disabled,
  onChange,
}: {
  value: unknown;
  fallback: Alignment;
  disabled: boolean;
  onChange: (attrs: { alignment: Alignment }) => void;
}) {
  return (
    <Field label="Alignment">
      <Segmented
        value={(value as Alignment | null) ?? fallback}
        disabled={disabled}
        onChange={(alignment) => onChange({ alignment })}
        options={[
          { value: "left", label: "Left" },
          { value: "center", label: "Centre" },
          { value: "right", label: "Right" },
        ]}
      />
    </Field>
  );
}
