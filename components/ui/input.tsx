"use client";

import type { ComponentProps, ReactNode } from "react";
import { useFieldControl } from "@/components/ui/field-context";
import { cn } from "@/lib/utils/cn";

/** One line of text. `leading` and `trailing` stand inside its edge (an icon, a unit). */
export function Input({
  className,
  leading,
  trailing,
  type = "text",
  ...rest
}: ComponentProps<"input"> & { leading?: ReactNode; trailing?: ReactNode }) {
  const link = useFieldControl(rest);
  const input = (
    <input
      {...rest}
      {...link}
      type={type}
      className={cn(
        "control h-8 w-full min-w-0 px-2.5 text-sm",
        leading && "pl-8",
        trailing && "pr-10",
        !(leading || trailing) && className,
      )}
    />
  );
  if (!leading && !trailing) return input;
  return (
    <span className={cn("relative flex w-full min-w-0 items-center", className)}>
      {leading ? (
        <span className="pointer-events-none absolute left-2.5 flex text-faint [&_svg]:size-4">
          {leading}
        </span>
      ) : null}
      {input}
      {trailing ? (
        <span className="absolute right-2.5 flex items-center text-muted text-xs [&_svg]:size-4">
          {trailing}
        </span>
      ) : null}
    </span>
  );
}
