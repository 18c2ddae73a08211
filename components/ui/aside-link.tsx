import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/lib/utils/cn";

/** A small link beside a field, to where what it asks for is made or seen. It opens in a tab of its own: the form stays as it is. */
export function AsideLink({
  href,
  className,
  children,
}: {
  href: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Link
      href={href}
      target="_blank"
      className={cn("inline-flex items-center gap-1 rounded-sm text-muted text-xs hover:text-ink", className)}
    >
      {children}
    </Link>
  );
}
