"use client";

import type { ComponentProps } from "react";
import { useFieldControl } from "@/components/ui/field-context";
import { cn } from "@/lib/utils/cn";

/** Several lines of text; it grows with them up to 320 px. `mono` is for code and templates. */
export function Textarea({
  className,
  rows = 3,
  mono = false,
  ...rest
}: ComponentProps<"textarea"> & { mono?: boolean }) {
  const link = useFieldControl(rest);
  return (
    <textarea
      {...rest}
      {...link}
      rows={rows}
      spellCheck={mono ? false : rest.spellCheck}
      className={cn(
        "control field-sizing-content max-h-80 min-h-16 w-full min-w-0 resize-y px-2.5 py-1.5 text-sm",
        mono && "font-mono text-xs",
        className,
      )}
    />
  );
}
