import type { ReactNode } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/utils/cn";

/** One figure with its name, and beneath it the share or time range it speaks of. Undefined while loading. */
export function Stat({
  label,
  value,
  unit,
  exact,
  note,
  className,
}: {
  label: ReactNode;
  /** Already formatted, or a Money or NumberText. */
  value: ReactNode | undefined;
  unit?: ReactNode;
  /** Shown on hover when `value` is plain text that was shortened. */
  exact?: string;
  note?: ReactNode;
  className?: string;
}) {
  return (
    <div className={cn("min-w-0", className)}>
      <p className="truncate text-muted text-xs">{label}</p>
      {value === undefined ? (
        <Skeleton className="mt-1 h-7 w-20" />
      ) : (
        <p className="mt-1 flex items-baseline gap-1.5">
          <Tooltip content={exact ?? null}>
            <span className="tabular font-semibold text-lg tracking-tight">{value}</span>
          </Tooltip>
          {unit ? <span className="truncate text-muted text-xs">{unit}</span> : null}
        </p>
      )}
      {note ? <p className="mt-0.5 text-balance text-faint text-xs">{note}</p> : null}
    </div>
  );
}
