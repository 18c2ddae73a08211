import type { ReactNode } from "react";
import { cn } from "@/lib/utils/cn";

/** A part of a screen on its own surface. `flush` leaves the padding to the content, for tables. */
export function Card({
  title,
  description,
  actions,
  footer,
  flush = false,
  className,
  children,
}: {
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  footer?: ReactNode;
  flush?: boolean;
  className?: string;
  children?: ReactNode;
}) {
  const hasHead = Boolean(title || actions);
  return (
    <section className={cn("min-w-0 rounded-lg border border-line bg-surface shadow-card", className)}>
      {hasHead ? (
        <header className={cn("flex items-start justify-between gap-4 px-5 pt-4", flush && "pb-3")}>
          <div className="min-w-0">
            {title ? <h2 className="font-semibold text-sm">{title}</h2> : null}
            {description ? <p className="mt-0.5 text-muted text-sm">{description}</p> : null}
          </div>
          {actions ? <div className="flex shrink-0 items-center gap-2">{actions}</div> : null}
        </header>
      ) : null}
      {children ? (
        <div className={flush ? "min-w-0" : cn("min-w-0 px-5 pb-5", hasHead ? "pt-4" : "pt-5")}>
          {children}
        </div>
      ) : null}
      {footer ? (
        <footer className="flex items-center justify-end gap-2 border-line border-t px-5 py-3">
          {footer}
        </footer>
      ) : null}
    </section>
  );
}
