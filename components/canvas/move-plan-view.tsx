"use client";

import { Destinations, type Inside } from "@/components/canvas/inside-choice";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { useFlowChanges } from "@/lib/client/queries/flows";
import type { FlowDetail } from "@/lib/contracts/flows";
import { formatExact } from "@/lib/utils/format-number";
import { plural } from "@/lib/utils/plural";

/** What bringing those on earlier versions to the live one does, and to whom. */
export function MovePlanView({
  flow,
  changes,
  inside,
  onInside,
}: {
  flow: FlowDetail;
  changes: ReturnType<typeof useFlowChanges>;
  inside: Inside;
  onInside: (next: Inside) => void;
}) {
  const live = flow.live?.number ?? 0;
  if (!changes.data)
    return changes.error ? (
      <ErrorState error={changes.error} onRetry={() => void changes.refetch()} className="py-4" />
    ) : (
      <Skeleton className="h-28" />
    );
  const earlier = changes.data.versions.filter(({ number }) => number !== live);
  const where = earlier.map(({ number, inside: count }) => `${formatExact(count)} on version ${number}`);
  return (
    <div className="flex flex-col gap-3">
      <p className="font-medium">
        {plural(
          earlier.reduce((sum, { inside: count }) => sum + count, 0),
          "customer",
        )}{" "}
        entered before version {live} was launched: {where.join(", ")}.
      </p>
      <p className="text-muted">
        They go on in version {live}, at the same step. Waits that have changed since count from when they
        came there.
      </p>
      <Destinations changes={changes.data} inside={inside} onInside={onInside} />
    </div>
  );
}
