"use client";

import { RadioGroup as Primitive } from "radix-ui";
import { type ReactNode, type Ref, useId } from "react";
import { useFieldGroup } from "@/components/ui/field-context";
import { cn } from "@/lib/utils/cn";

/** One of a few that need a sentence each. `cards` draws each in its own frame. */
export function RadioGroup<V extends string>({
  value,
  onChange,
  onBlur,
  options,
  cards = false,
  disabled,
  name,
  className,
  ref,
  ...own
}: {
  value: V | undefined | null;
  onChange: (value: V) => void;
  onBlur?: () => void;
  options: readonly { value: V; label: ReactNode; hint?: ReactNode; disabled?: boolean }[];
  cards?: boolean;
  disabled?: boolean;
  name?: string;
  className?: string;
  "aria-label"?: string;
  ref?: Ref<HTMLDivElement>;
}) {
  const link = useFieldGroup(own);
  const base = useId();
  return (
    <Primitive.Root
      ref={ref}
      {...link}
      aria-label={own["aria-label"]}
      name={name}
      value={value ?? ""}
      onValueChange={(next) => onChange(next as V)}
      onBlur={onBlur}
      disabled={disabled}
      className={cn("flex flex-col gap-2", className)}
    >
      {options.map((option) => {
        const id = `${base}-${option.value}`;
        return (
          <label
            key={option.value}
            htmlFor={id}
            className={cn(
              "flex cursor-pointer items-start gap-2",
              cards &&
                "rounded-md border border-line-strong bg-surface px-3 py-2.5 hover:border-control has-data-[state=checked]:border-ink",
              (disabled || option.disabled) && "cursor-not-allowed opacity-60",
            )}
          >
            <span className="flex h-5 items-center">
              <Primitive.Item
                id={id}
                value={option.value}
                disabled={option.disabled}
                className="control flex size-4 shrink-0 items-center justify-center rounded-full! data-[state=checked]:border-ink"
              >
                <Primitive.Indicator className="size-2 rounded-full bg-ink" />
              </Primitive.Item>
            </span>
            <span className="min-w-0">
              <span className={option.hint ? "font-medium" : undefined}>{option.label}</span>
              {option.hint ? <span className="block text-muted text-xs">{option.hint}</span> : null}
            </span>
          </label>
        );
      })}
    </Primitive.Root>
  );
}
