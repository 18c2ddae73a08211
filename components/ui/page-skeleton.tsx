import { Page } from "@/components/ui/page";
import { Skeleton } from "@/components/ui/skeleton";

/** An ordinary screen before anything of it is known: a title and a list. */
export function PageSkeleton() {
  return (
    <Page>
      <div role="status" aria-label="Loading" className="flex flex-col gap-5">
        <div className="flex h-12 flex-col justify-end gap-2">
          <Skeleton className="h-6 w-48" />
          <Skeleton className="w-80" />
        </div>
        <div className="rounded-lg border border-line bg-surface">
          {[72, 56, 80, 48, 64, 60].map((width) => (
            <div key={width} className="flex h-11 items-center border-line border-b px-4 last:border-0">
              <Skeleton className="h-3.5" />
              <span style={{ width: `${width * 4}px` }}>
                <Skeleton className="h-3.5" />
              </span>
            </div>
          ))}
        </div>
      </div>
    </Page>
  );
}
