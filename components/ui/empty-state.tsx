import type { ReactNode } from "react";
import { cn } from "@/lib/utils/cn";

/** Nothing here yet: what would be here, and the next action. */
export function EmptyState({
  icon,
  title,
  children,
  action,
  className,
}: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}) {
  return (
    <div className={cn("flex flex-col items-center gap-2 px-6 py-14 text-center", className)}>
      {icon ? (
        <span
          className="mb-1 flex size-10 items-center justify-center rounded-full bg-sunken text-muted [&_svg]:size-5"
          aria-hidden
        >
          {icon}
        </span>
      ) : null}
      <p className="font-medium">{title}</p>
      {children ? <div className="max-w-md text-muted">{children}</div> : null}
      {action ? <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
