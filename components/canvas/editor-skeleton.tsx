import { Skeleton } from "@/components/ui/skeleton";

/** The editor before the flow is there: bar, palette and the bar below keep their places. */
export function EditorSkeleton() {
  return (
    <div role="status" aria-label="Loading the flow" className="flex h-full flex-col">
      <div className="flex h-13 shrink-0 items-center gap-3 border-line border-b px-4">
        <Skeleton className="w-48" />
        <Skeleton className="ml-auto h-8 w-24" />
        <Skeleton className="h-8 w-24" />
      </div>
      <div className="flex min-h-0 flex-1">
        <div className="flex w-52 shrink-0 flex-col gap-2 border-line border-r p-2">
          <Skeleton className="h-8" />
          {[1, 2, 3, 4, 5, 6, 7, 8].map((line) => (
            <Skeleton key={line} className="h-9" />
          ))}
        </div>
      </div>
      <div className="h-10 shrink-0 border-line border-t" />
    </div>
  );
}
