import type { ComponentProps } from "react";
import { cn } from "@/lib/utils/cn";

/** The name of one control. */
export function Label({ className, children, ...rest }: ComponentProps<"label">) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the caller passes htmlFor
    <label className={cn("font-medium text-ink text-sm", className)} {...rest}>
      {children}
    </label>
  );
}
