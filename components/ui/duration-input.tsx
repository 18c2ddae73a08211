"use client";

import type { Ref } from "react";
import { useFieldControl, useFieldGroup } from "@/components/ui/field-context";
import { NumberInput } from "@/components/ui/number-input";
import { Select } from "@/components/ui/select";
import { cn } from "@/lib/utils/cn";

const UNITS = ["minutes", "hours", "days", "weeks"] as const;
type Unit = (typeof UNITS)[number];
export type DurationValue = { value: number | null; unit: Unit };

/** A length of time as a person writes it. The value keeps their unit: 90 minutes stays 90 minutes. */
export function DurationInput({
  value,
  onChange,
  onBlur,
  units = UNITS,
  disabled,
  className,
  ref,
  ...own
}: {
  value: DurationValue | null | undefined;
  /** An emptied number is null; let the schema refuse it. */
  onChange: (value: DurationValue) => void;
  onBlur?: () => void;
  units?: readonly Unit[];
  disabled?: boolean;
  name?: string;
  className?: string;
  "aria-label"?: string;
  ref?: Ref<HTMLInputElement>;
}) {
  const group = useFieldGroup(own);
  const link = useFieldControl({});
  const current = value ?? { value: null, unit: units[0] ?? "hours" };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings its own layout and legend
    <div role="group" {...group} aria-label={own["aria-label"]} className={cn("flex gap-2", className)}>
      <NumberInput
        ref={ref}
        id={link.id}
        aria-label={own["aria-label"] ? `${own["aria-label"]}: how many` : undefined}
        value={current.value}
        onChange={(next) => onChange({ ...current, value: next })}
        onBlur={onBlur}
        min={0}
        disabled={disabled}
        className="w-20 flex-none"
      />
      <Select
        id={link.id ? `${link.id}-unit` : undefined}
        aria-label="Unit of time"
        value={current.unit}
        onChange={(unit) => onChange({ ...current, unit })}
        onBlur={onBlur}
        options={units.map((unit) => ({ value: unit, label: unit }))}
        disabled={disabled}
        className="w-32"
      />
    </div>
  );
}
