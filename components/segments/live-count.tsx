"use client";

import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { useDebounced } from "@/components/ui/use-debounced";
import { useSegmentCount } from "@/lib/client/queries/segments";
import type { SegmentRule } from "@/lib/domain/segment/rule";
import { formatExact, formatShare } from "@/lib/utils/format-number";

/** How many customers the rule takes as it stands on screen. */
export function LiveCount({ rule }: { rule: SegmentRule }) {
  const settled = useDebounced(rule, 300);
  const { data, error, refetch, isPlaceholderData } = useSegmentCount(settled);
  if (error)
    return <ErrorState title="The count did not work" error={error} onRetry={() => void refetch()} />;
  if (!data)
    return (
      <div aria-busy>
        <Skeleton className="h-8 w-24" />
        <Skeleton className="mt-2 h-4 w-40" />
      </div>
    );
  return (
    <div aria-live="polite" className={isPlaceholderData ? "opacity-60" : undefined}>
      <p className="tabular font-medium text-lg">
        {data.exact ? "" : "about "}
        {formatExact(data.count)}
      </p>
      <p className="text-muted text-sm">
        of {data.exact ? "" : "about "}
        {formatExact(data.of)} customers
        {data.of > 0 ? `, ${formatShare(data.count / data.of)}` : ""}
      </p>
    </div>
  );
}
