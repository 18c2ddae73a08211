"use client";

import { Check, Minus } from "lucide-react";
import { Checkbox as Primitive } from "radix-ui";
import { type ReactNode, type Ref, useId } from "react";
import { useFieldControl } from "@/components/ui/field-context";
import { cn } from "@/lib/utils/cn";

/** Yes or no, or one of many. With `label` it names itself and needs no Field. `value` "mixed" is for "some of them". */
export function Checkbox({
  value,
  onChange,
  onBlur,
  label,
  hint,
  disabled,
  name,
  className,
  ref,
  ...own
}: {
  value: boolean | "mixed" | undefined;
  onChange: (value: boolean) => void;
  onBlur?: () => void;
  label?: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
  name?: string;
  className?: string;
  id?: string;
  "aria-label"?: string;
  ref?: Ref<HTMLButtonElement>;
}) {
  const link = useFieldControl(own);
  const made = useId();
  const id = own.id ?? (label ? made : link.id);
  const box = (
    <Primitive.Root
      ref={ref}
      {...link}
      id={id}
      name={name}
      aria-label={own["aria-label"]}
      checked={value === "mixed" ? "indeterminate" : (value ?? false)}
      onCheckedChange={(next) => onChange(next === true)}
      onBlur={onBlur}
      disabled={disabled}
      className={cn(
        "control flex size-4 shrink-0 items-center justify-center rounded-sm! p-0 data-[state=checked]:border-ink data-[state=indeterminate]:border-ink data-[state=checked]:bg-ink data-[state=indeterminate]:bg-ink",
        !label && className,
      )}
    >
      <Primitive.Indicator className="text-ground">
        {value === "mixed" ? (
          <Minus className="size-3" strokeWidth={3} aria-hidden />
        ) : (
          <Check className="size-3" strokeWidth={3} aria-hidden />
        )}
      </Primitive.Indicator>
    </Primitive.Root>
  );
  if (!label) return box;
  return (
    <div className={cn("flex items-start gap-2", className)}>
      <span className="flex h-5 items-center">{box}</span>
      <label htmlFor={id} className={cn("min-w-0", disabled && "opacity-60")}>
        {label}
        {hint ? <span className="block text-muted text-xs">{hint}</span> : null}
      </label>
    </div>
  );
}
