"use client";

import type { ComponentProps } from "react";
import { Input } from "@/components/ui/input";
import { cn } from "@/lib/utils/cn";

/** A time of day, "09:30". */
export function TimeInput({
  onChange,
  value,
  className,
  ...rest
}: Omit<ComponentProps<typeof Input>, "type" | "onChange" | "value"> & {
  value: string | null | undefined;
  onChange: (time: string) => void;
}) {
  return (
    <Input
      {...rest}
      type="time"
      value={value ?? ""}
      onChange={(event) => onChange(event.target.value)}
      className={cn("tabular w-28", className)}
    />
  );
}
