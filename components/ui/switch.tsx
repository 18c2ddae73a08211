"use client";

import { Switch as Primitive } from "radix-ui";
import { type ReactNode, type Ref, useId } from "react";
import { useFieldControl } from "@/components/ui/field-context";
import { cn } from "@/lib/utils/cn";

/** On or off, in force at once. With `label` it names itself and needs no Field. */
export function Switch({
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
  value: boolean | undefined;
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
  const knob = (
    <Primitive.Root
      ref={ref}
      {...link}
      id={id}
      name={name}
      aria-label={own["aria-label"]}
      checked={value ?? false}
      onCheckedChange={onChange}
      onBlur={onBlur}
      disabled={disabled}
      className={cn(
        "inline-flex h-5 w-9 shrink-0 items-center rounded-full bg-control p-0.5 transition-colors disabled:cursor-not-allowed disabled:opacity-50 data-[state=checked]:bg-ok",
        !label && className,
      )}
    >
      <Primitive.Thumb className="block size-4 rounded-full bg-surface transition-transform data-[state=checked]:translate-x-4" />
    </Primitive.Root>
  );
  if (!label) return knob;
  return (
    <div className={cn("flex items-start gap-3", className)}>
      {knob}
      <label htmlFor={id} className={cn("min-w-0", disabled && "opacity-60")}>
        {label}
        {hint ? <span className="block text-muted text-xs">{hint}</span> : null}
      </label>
    </div>
  );
}
