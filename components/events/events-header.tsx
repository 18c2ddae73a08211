"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/ui/page-header";
import { useQuarantine } from "@/lib/client/queries/events";

const TABS = [
  { href: "/events", label: "Definitions" },
  { href: "/events/live", label: "Live" },
  { href: "/events/quarantine", label: "Quarantine" },
  { href: "/events/connect", label: "Connect" },
] as const;

/** The head of the four screens about events, and the way from one to the other. */
export function EventsHeader({ description, actions }: { description: string; actions?: ReactNode }) {
  const pathname = usePathname();
  const kept = useQuarantine().data?.reduce((sum, { count }) => sum + count, 0) ?? 0;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader title="Events" description={description} actions={actions} />
      <nav aria-label="Events" className="flex gap-5 overflow-x-auto border-line border-b">
        {TABS.map(({ href, label }) => (
          <Link
            key={href}
            href={href}
            aria-current={pathname === href ? "page" : undefined}
            className="-mb-px flex h-9 shrink-0 items-center gap-1.5 border-transparent border-b-2 font-medium text-muted text-sm transition-colors hover:text-ink focus-visible:outline-offset-[-2px] aria-[current=page]:border-ink aria-[current=page]:text-ink"
          >
            {label}
            {href === "/events/quarantine" && kept > 0 ? (
              <span className="tabular font-normal text-faint text-xs">{kept > 999 ? "999+" : kept}</span>
            ) : null}
          </Link>
        ))}
      </nav>
    </div>
  );
}
