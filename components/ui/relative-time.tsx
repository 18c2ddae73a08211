"use client";

import { useFormats } from "@/components/ui/format-context";
import { Tooltip } from "@/components/ui/tooltip";
import { useNow } from "@/components/ui/use-now";
import { cn } from "@/lib/utils/cn";
import { formatExactTime, formatRelativeTime } from "@/lib/utils/format-time";

/** A moment as people say it, exact with the zone on hover; it keeps up with the clock. `at` is an ISO string or a Date. */
export function RelativeTime({
  at,
  timeZone,
  className,
}: {
  at: string | Date;
  /** The workspace's zone unless said otherwise, for example the customer's. */
  timeZone?: string;
  className?: string;
}) {
  const formats = useFormats();
  const now = useNow(30_000);
  const zone = timeZone ?? formats.timeZone;
  const iso = typeof at === "string" ? at : at.toISOString();
  return (
    <Tooltip content={<span className="tabular">{formatExactTime(at, zone)}</span>}>
      <time dateTime={iso} className={cn("tabular whitespace-nowrap", className)}>
        {formatRelativeTime(at, now, zone)}
      </time>
    </Tooltip>
  );
}
