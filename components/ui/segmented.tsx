"use client";

import { RadioGroup as Primitive } from "radix-ui";
import type { ReactNode, Ref } from "react";
import { useFieldGroup } from "@/components/ui/field-context";
import { cn } from "@/lib/utils/cn";

/** One of two to five short words, all in sight. Name it with a Field or an aria-label. */
export function Segmented<V extends string>({
  value,
  onChange,
  onBlur,
  options,
  disabled,
  size = "md",
  className,
  ref,
  ...own
}: {
  value: V | undefined | null;
  onChange: (value: V) => void;
  onBlur?: () => void;
  options: readonly { value: V; label: ReactNode; icon?: ReactNode; disabled?: boolean }[];
  disabled?: boolean;
  size?: "sm" | "md";
  name?: string;
  className?: string;
  "aria-label"?: string;
  ref?: Ref<HTMLDivElement>;
}) {
  const link = useFieldGroup(own);
  return (
    <Primitive.Root
      ref={ref}
      {...link}
      aria-label={own["aria-label"]}
      orientation="horizontal"
      value={value ?? ""}
      onValueChange={(next) => onChange(next as V)}
      onBlur={onBlur}
      disabled={disabled}
      className={cn("inline-flex w-fit max-w-full gap-0.5 rounded-md bg-hover p-0.5", className)}
    >
      {options.map((option) => (
        <Primitive.Item
          key={option.value}
          value={option.value}
          disabled={option.disabled}
          className={cn(
            "flex min-w-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-sm font-medium text-muted transition-colors hover:text-ink disabled:opacity-50 data-[state=checked]:bg-surface data-[state=checked]:text-ink data-[state=checked]:shadow-card [&_svg]:size-4",
            size === "sm" ? "h-6 px-2 text-xs" : "h-7 px-3 text-sm",
          )}
        >
          {option.icon}
          {option.label}
        </Primitive.Item>
      ))}
    </Primitive.Root>
  );
}
