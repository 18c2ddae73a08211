"use client";

import { useFieldGroup } from "@/components/ui/field-context";
import { cn } from "@/lib/utils/cn";

const DAYS = [
  [1, "Mon", "Monday"],
  [2, "Tue", "Tuesday"],
  [3, "Wed", "Wednesday"],
  [4, "Thu", "Thursday"],
  [5, "Fri", "Friday"],
  [6, "Sat", "Saturday"],
  [7, "Sun", "Sunday"],
] as const;

/** Days of the week, 1 Monday to 7 Sunday; none chosen is every day. */
export function WeekdaysInput({
  value,
  onChange,
  onBlur,
  disabled,
  ...own
}: {
  value: readonly number[] | null | undefined;
  onChange: (days: number[]) => void;
  onBlur?: () => void;
  disabled?: boolean;
  name?: string;
  "aria-label"?: string;
}) {
  const link = useFieldGroup(own);
  const chosen = new Set(value ?? []);
  const toggle = (day: number) => {
    const next = new Set(chosen);
    if (!next.delete(day)) next.add(day);
    onChange([...next].sort((a, b) => a - b));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings its own layout and legend
    <div role="group" {...link} aria-label={own["aria-label"]} className="flex flex-wrap gap-1">
      {DAYS.map(([day, short, full]) => (
        <button
          key={day}
          type="button"
          aria-pressed={chosen.has(day)}
          aria-label={full}
          disabled={disabled}
          onBlur={onBlur}
          onClick={() => toggle(day)}
          className={cn(
            "control h-8 min-w-10 px-2 text-xs",
            chosen.has(day) && "border-ink! bg-ink! text-ground!",
          )}
        >
          {short}
        </button>
      ))}
    </div>
  );
}
