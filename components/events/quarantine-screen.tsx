"use client";

import { PackageSearch } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Page } from "@/components/ui/page";
import { Skeleton } from "@/components/ui/skeleton";
import { useQuarantine } from "@/lib/client/queries/events";
import { EventsHeader } from "./events-header";
import { KeptNameCard } from "./kept-name-card";

/** Events that were kept aside: by name, with what can be done about each. */
export function QuarantineScreen() {
  const kept = useQuarantine();
  return (
    <Page>
      <EventsHeader description="Events with a name that nobody has defined. Define it, and they move into the log." />
      {kept.isError && !kept.data ? (
        <ErrorState error={kept.error} onRetry={() => void kept.refetch()} />
      ) : !kept.data ? (
        <div aria-busy className="flex flex-col gap-4">
          <Skeleton className="h-40" />
          <Skeleton className="h-40" />
        </div>
      ) : kept.data.length === 0 ? (
        <div className="rounded-lg border border-line bg-surface shadow-card">
          <EmptyState icon={<PackageSearch />} title="Nothing is kept aside">
            An event whose name is not defined, such as a misspelt one, waits here until you define or discard
            it.
          </EmptyState>
        </div>
      ) : (
        kept.data.map((name) => <KeptNameCard key={name.name} kept={name} />)
      )}
    </Page>
  );
}
