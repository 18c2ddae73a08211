"use client";

import { useFormats } from "@/components/ui/format-context";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/utils/cn";
import { formatMoney } from "@/lib/utils/format-money";

/** Money from integer minor units, with its currency; `short` shortens large sums and keeps the exact one on hover. */
export function Money({
  minor,
  currency,
  short = false,
  className,
}: {
  minor: number;
  currency?: string;
  short?: boolean;
  className?: string;
}) {
  const formats = useFormats();
  const code = currency ?? formats.currency;
  const exact = formatMoney(minor, code);
  const shown = formatMoney(minor, code, { short });
  return (
    <Tooltip content={shown === exact ? null : exact}>
      <span className={cn("tabular whitespace-nowrap", className)}>{shown}</span>
    </Tooltip>
  );
}
