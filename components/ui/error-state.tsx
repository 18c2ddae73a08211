"use client";

import { RotateCw, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/utils/cn";

/** Something could not be shown: what, why if known, and a way on. `error` may be anything that was thrown. */
export function ErrorState({
  title = "This could not be loaded",
  error,
  onRetry,
  action,
  className,
}: {
  title?: string;
  error?: unknown;
  onRetry?: () => void;
  action?: ReactNode;
  className?: string;
}) {
  const detail = error instanceof Error ? error.message : null;
  return (
    <div role="alert" className={cn("flex flex-col items-center gap-2 px-6 py-14 text-center", className)}>
      <span
        className="mb-1 flex size-10 items-center justify-center rounded-full bg-bad-soft text-bad"
        aria-hidden
      >
        <TriangleAlert className="size-5" />
      </span>
      <p className="font-medium">{title}</p>
      {detail ? <p className="max-w-md break-words text-muted">{detail}</p> : null}
      {onRetry || action ? (
        <div className="mt-3 flex flex-wrap justify-center gap-2">
          {onRetry ? (
            <Button onClick={onRetry}>
              <RotateCw aria-hidden />
              Try again
            </Button>
          ) : null}
          {action}
        </div>
      ) : null}
    </div>
  );
}
