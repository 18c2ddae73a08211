"use client";

import { CircleAlert } from "lucide-react";
import { type ReactNode, useId, useMemo } from "react";
import { FieldContext } from "@/components/ui/field-context";
import { Label } from "@/components/ui/label";
import { cn } from "@/lib/utils/cn";

/**
 * A control with its name, a hint and what is wrong with it. The control inside (any of the kit) takes its id and
 * aria attributes from here by itself.
 */
export function Field({
  label,
  hint,
  error,
  required = false,
  optional = false,
  hideLabel = false,
  id,
  action,
  className,
  children,
}: {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  /** Writes "optional" behind the label. Mark the rarer kind of a form, not both. */
  optional?: boolean;
  hideLabel?: boolean;
  id?: string;
  /** Something small at the right of the label, such as a link. */
  action?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const made = useId();
  const base = id ?? made;
  const hintId = `${base}-hint`;
  const errorId = `${base}-error`;
  const describedBy = [error ? errorId : null, hint ? hintId : null].filter(Boolean).join(" ") || undefined;
  const link = useMemo(
    () => ({ id: base, labelId: `${base}-label`, describedBy, invalid: Boolean(error), required }),
    [base, describedBy, error, required],
  );
  return (
    <FieldContext value={link}>
      <div className={cn("flex min-w-0 flex-col gap-1.5", className)}>
        <div className={cn("flex items-baseline justify-between gap-2", hideLabel && "sr-only")}>
          <Label id={link.labelId} htmlFor={base}>
            {label}
            {optional ? <span className="ml-1.5 font-normal text-faint text-xs">optional</span> : null}
          </Label>
          {action}
        </div>
        {children}
        {error ? (
          <p id={errorId} className="flex items-start gap-1 text-bad text-xs">
            <CircleAlert className="mt-px size-3.5 shrink-0" aria-hidden />
            <span className="min-w-0 break-words">{error}</span>
          </p>
        ) : null}
        {hint ? (
          <p id={hintId} className="text-muted text-xs">
            {hint}
          </p>
        ) : null}
      </div>
    </FieldContext>
  );
}
