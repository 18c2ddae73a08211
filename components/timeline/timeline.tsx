"use client";

import { Footprints } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { useFormats } from "@/components/ui/format-context";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { type ShownEntry, type TimelinePart, useTimeline } from "@/lib/client/queries/customers";
import { cn } from "@/lib/utils/cn";
import { formatDate } from "@/lib/utils/format-time";
import { TimelineItem } from "./timeline-item";

const PARTS: readonly { value: TimelinePart | "all"; label: string }[] = [
  { value: "all", label: "Everything" },
  { value: "events", label: "Events" },
  { value: "decisions", label: "Decisions" },
  { value: "messages", label: "Messages" },
  { value: "codes", label: "Codes" },
];

/** Everything that happened to a customer, by day, newest first, each with its reason. */
export function Timeline({ customerId }: { customerId: string }) {
  const [part, setPart] = useState<TimelinePart | "all">("all");
  const timeline = useTimeline(customerId, part === "all" ? null : part);
  const entries = timeline.data?.pages.flatMap(({ data }) => data);
  return (
    <Card
      title="Timeline"
      actions={
        <Segmented
          size="sm"
          aria-label="Show on the timeline"
          value={part}
          onChange={setPart}
          options={PARTS}
        />
      }
    >
      {entries ? (
        <Days entries={entries} part={part} />
      ) : timeline.error ? (
        <ErrorState error={timeline.error} onRetry={() => void timeline.refetch()} />
      ) : (
        <Loading />
      )}
      {timeline.hasNextPage ? (
        <div className="flex justify-center pt-2">
          <Button
            variant="ghost"
            size="sm"
            loading={timeline.isFetchingNextPage}
            onClick={() => void timeline.fetchNextPage()}
          >
            Show earlier
          </Button>
        </div>
      ) : null}
    </Card>
  );
}

function Days({ entries, part }: { entries: readonly ShownEntry[]; part: TimelinePart | "all" }) {
  const { timeZone } = useFormats();
  if (entries.length === 0)
    return (
      <EmptyState
        icon={<Footprints />}
        title={part === "all" ? "Nothing has happened yet" : "None of these yet"}
      >
        {part === "all"
          ? "What your shop sends about this customer, and what flows decide about them, appears here."
          : "Choose “Everything” to see the rest."}
      </EmptyState>
    );
  const days = new Map<string, ShownEntry[]>();
  for (const entry of entries) {
    const day = formatDate(entry.at, timeZone);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days].map(([day, ofDay]) => (
    <section key={day} className="mb-4 last:mb-0">
      <h3 className="mb-3 text-muted text-xs">{day}</h3>
      <ol>
        {ofDay.map((entry) => (
          <TimelineItem key={entry.id} entry={entry} />
        ))}
      </ol>
    </section>
  ));
}

function Loading() {
  return (
    <div role="status" aria-label="Loading the timeline">
      {["w-3/4", "w-1/2", "w-2/3", "w-2/5", "w-3/5"].map((width) => (
        <div key={width} className="flex gap-3 pb-6">
          <Skeleton className="size-7 rounded-full" />
          <div className="flex-1 space-y-2 pt-1">
            <Skeleton className={cn("h-3.5", width)} />
            <Skeleton className="h-3 w-1/3" />
          </div>
        </div>
      ))}
    </div>
  );
}
