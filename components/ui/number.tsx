"use client";

import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/utils/cn";
import { formatExact, formatShare, formatShort } from "@/lib/utils/format-number";

/** A number, shortened from 10,000 on with the exact one on hover. `as="share"` takes 0 to 1 and writes a percentage. */
export function NumberText({
  value,
  as = "count",
  unit,
  className,
}: {
  value: number;
  as?: "count" | "share";
  /** Stands behind it and in the tooltip: "customers". */
  unit?: string;
  className?: string;
}) {
  const shown = as === "share" ? formatShare(value) : formatShort(value);
  const exact = as === "share" ? `${formatExact(value * 100)}%` : formatExact(value);
  const tail = unit ? ` ${unit}` : "";
  return (
    <Tooltip content={shown === exact ? null : exact + tail}>
      <span className={cn("tabular whitespace-nowrap", className)}>
        {shown}
        {tail}
      </span>
    </Tooltip>
  );
}
