"use client";

import { useFormats } from "@/components/ui/format-context";
import { Tooltip } from "@/components/ui/tooltip";
import { useNow } from "@/components/ui/use-now";
import { cn } from "@/lib/utils/cn";
import { formatDuration } from "@/lib/utils/format-duration";
import { formatExactTime } from "@/lib/utils/format-time";

const MINUTE_MS = 60_000;
const UNITS_MS = [86_400_000, 3_600_000, MINUTE_MS] as const;
/** From here on it is urgent. */
const SOON_MS = 2 * 3_600_000;

/** How long somebody still has to decide; the exact moment on hover. `at` is an ISO moment. */
export function TimeLeft({ at }: { at: string }) {
  const { timeZone } = useFormats();
  const left = Date.parse(at) - useNow(30_000);
  const words =
    left <= 0 ? "Time is up" : left < MINUTE_MS ? "Under a minute" : formatDuration(roundDown(left));
  return (
    <Tooltip content={<span className="tabular">{formatExactTime(at, timeZone)}</span>}>
      <time
        dateTime={at}
        className={cn("tabular whitespace-nowrap", left < SOON_MS && "font-medium text-warn")}
      >
        {words}
      </time>
    </Tooltip>
  );
}

/** To what people count in: days, hours or minutes. */
function roundDown(ms: number): number {
  const unit = UNITS_MS.find((size) => ms >= 2 * size) ?? MINUTE_MS;
  return Math.floor(ms / unit) * unit;
}
