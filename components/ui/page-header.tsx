import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/lib/utils/cn";

/** The head of a screen: its one title, a sentence about it, and what can be done here (the primary action last). */
export function PageHeader({
  title,
  description,
  actions,
  badge,
  back,
  className,
}: {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** State of the thing, beside its title. */
  badge?: ReactNode;
  back?: { href: string; label: string };
  className?: string;
}) {
  return (
    <header className={cn("min-w-0", className)}>
      {back ? (
        <Link
          href={back.href}
          className="mb-1 inline-flex items-center gap-1 rounded-sm text-muted text-xs hover:text-ink"
        >
          <ArrowLeft className="size-3.5" aria-hidden />
          {back.label}
        </Link>
      ) : null}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div className="flex min-h-8 min-w-0 flex-1 basis-80 items-center gap-3">
          <h1 className="min-w-0 truncate font-semibold text-lg tracking-tight" dir="auto">
            {title}
          </h1>
          {badge}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
      {description ? (
        <p className="mt-0.5 max-w-[84ch] text-pretty text-muted text-sm">{description}</p>
      ) : null}
    </header>
  );
}
