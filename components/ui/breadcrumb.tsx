import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { Fragment } from "react";
import { cn } from "@/lib/utils/cn";

/** Where this is. The last item is the place itself and no link. */
export function Breadcrumb({
  items,
  className,
}: {
  items: readonly { label: string; href?: string }[];
  className?: string;
}) {
  return (
    <nav aria-label="Breadcrumb" className={className}>
      <ol className="flex min-w-0 items-center gap-1 text-muted text-sm">
        {items.map((item, index) => {
          const last = index === items.length - 1;
          return (
            <Fragment key={item.href ?? item.label}>
              {index > 0 ? (
                <ChevronRight className="size-3.5 shrink-0 text-faint rtl:rotate-180" aria-hidden />
              ) : null}
              <li className={cn("truncate", last && "text-ink")} dir="auto">
                {item.href && !last ? (
                  <Link href={item.href} className="rounded-sm hover:text-ink">
                    {item.label}
                  </Link>
                ) : (
                  <span aria-current={last ? "page" : undefined}>{item.label}</span>
                )}
              </li>
            </Fragment>
          );
        })}
      </ol>
    </nav>
  );
}
