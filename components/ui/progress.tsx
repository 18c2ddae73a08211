import { Progress as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "@/lib/utils/cn";

/** How far long work has come, from 0 to 1; null while that is not known. `label` names the work. */
export function Progress({
  value,
  label,
  detail,
  className,
}: {
  value: number | null;
  label: string;
  /** At the right: "12,400 of 50,000". */
  detail?: ReactNode;
  className?: string;
}) {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div className={cn("min-w-0", className)}>
      <div className="mb-1.5 flex justify-between gap-4 text-xs">
        <span className="truncate">{label}</span>
        <span className="tabular shrink-0 text-muted">
          {detail ?? (percent === null ? null : `${percent}%`)}
        </span>
      </div>
      <Primitive.Root
        value={percent}
        aria-label={label}
        className="h-1.5 overflow-hidden rounded-full bg-hover"
      >
        <Primitive.Indicator
          className={cn(
            "h-full rounded-full bg-ok transition-[width]",
            percent === null && "w-full animate-pulse bg-ok/40",
          )}
          style={percent === null ? undefined : { width: `${percent}%` }}
        />
      </Primitive.Root>
    </div>
  );
}
