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
  const count = earlier.reduce((sum, { inside: standing }) => sum + standing, 0);
  const where =
    earlier.length === 1
      ? `on version ${earlier[0]!.number}`
      : `on earlier versions: ${earlier.map(({ number, inside: standing }) => `${formatExact(standing)} on version ${number}`).join(", ")}`;
  return (
    <div className="flex flex-col gap-3">
      <p className="font-medium">
        {plural(count, "customer")} {count === 1 ? "is" : "are"} still {where}.
      </p>
      <p className="text-muted">
        They go on in version {live}, at the same step. Waits that have changed since count from when they
        came there.
      </p>
      <Destinations changes={changes.data} inside={inside} onInside={onInside} />
    </div>
  );
}
