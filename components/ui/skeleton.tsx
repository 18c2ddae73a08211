import { cn } from "@/lib/utils/cn";

/** A grey shape of the size of what comes. Give it that size. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn("h-4 animate-pulse rounded-sm bg-hover", className)} />;
}
