"use client";

import { ExternalLink, Inbox, PanelLeftClose, PanelLeftOpen, Search, ShoppingBag } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { LogoMark } from "@/components/shell/logo";
import { isCurrent, NAV_GROUPS } from "@/components/shell/nav-items";
import { UserMenu } from "@/components/shell/user-menu";
import { WorkspaceSwitcher } from "@/components/shell/workspace-switcher";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { Skeleton } from "@/components/ui/skeleton";
import { Tooltip } from "@/components/ui/tooltip";
import { useModKey } from "@/components/ui/use-mod-key";
import type { Me } from "@/lib/client/queries/me";
import { usePendingReviews } from "@/lib/client/queries/reviews";
import { cn } from "@/lib/utils/cn";

const row =
  "flex h-8 w-full min-w-0 items-center gap-2.5 rounded-md px-2 text-sm transition-colors [&_svg]:size-4 [&_svg]:shrink-0";

/** The navigation. Folded it is 56 px of icons with tooltips, open 232 px. */
export function SideNav({
  me,
  folded,
  onToggle,
  onSearch,
}: {
  me: Me | undefined;
  folded: boolean;
  onToggle: () => void;
  onSearch: () => void;
}) {
  const pathname = usePathname();
  const modKey = useModKey();
  const waiting = usePendingReviews(me !== undefined);
  return (
    <nav
      aria-label="Main"
      className={cn("flex h-full shrink-0 flex-col border-line border-r bg-sunken", folded ? "w-14" : "w-58")}
    >
      <div className={cn("flex h-14 shrink-0 items-center gap-2 px-3", folded && "justify-center px-0")}>
        <Link href="/flows" aria-label="Cartograph, to the flows" className="shrink-0 rounded-lg">
          <LogoMark />
        </Link>
        {folded ? null : <WorkspaceSwitcher me={me} />}
      </div>

      {folded && me?.workspace.demo ? <p className="pb-2 text-center text-faint text-xs">Demo</p> : null}
      <div className="px-3 pb-2">
        <Tooltip content={folded ? `Search (${modKey} K)` : null} side="right">
          <button
            type="button"
            onClick={onSearch}
            aria-label="Search and commands"
            className={cn(
              row,
              "border border-line-strong bg-surface text-muted hover:border-control hover:text-ink",
              folded && "justify-center px-0",
            )}
          >
            <Search aria-hidden />
            {folded ? null : (
              <>
                <span className="flex-1 text-left">Search</span>
                <Kbd>{modKey} K</Kbd>
              </>
            )}
          </button>
        </Tooltip>
      </div>

      <div className="min-h-0 flex-1 overflow-y-auto px-3 pb-3">
        {NAV_GROUPS.map((group) => (
          <div key={group.label} className="pt-3">
            {folded ? (
              <div className="h-2" />
            ) : (
              <p className="px-2 pb-1 font-medium text-faint text-xs">{group.label}</p>
            )}
            <ul className="flex flex-col gap-0.5">
              {group.items.map((item) => {
                const current = isCurrent(item, pathname);
                const count = item.href === "/reviews" ? waiting : 0;
                const label = count > 0 ? `${item.label}, ${countWords(count)} waiting` : item.label;
                return (
                  <li key={item.href}>
                    <Tooltip content={folded ? label : null} side="right">
                      <Link
                        href={item.href}
                        aria-label={folded || count > 0 ? label : undefined}
                        aria-current={current ? "page" : undefined}
                        className={cn(
                          row,
                          current
                            ? "bg-selected font-medium text-ink"
                            : "text-muted hover:bg-hover hover:text-ink",
                          folded && "relative justify-center px-0",
                        )}
                      >
                        <item.icon aria-hidden className={current ? "text-step-entry" : undefined} />
                        {folded ? null : item.label}
                        {count > 0 ? <NavCount count={count} folded={folded} /> : null}
                      </Link>
                    </Tooltip>
                  </li>
                );
              })}
            </ul>
          </div>
        ))}
      </div>

      <div
        className={cn(
          "flex shrink-0 flex-col gap-0.5 border-line border-t px-3 py-2",
          folded && "items-center",
        )}
      >
        {me?.links.demoShop ? (
          <OutLink
            href={me.links.demoShop}
            icon={<ShoppingBag aria-hidden />}
            label="Demo shop"
            folded={folded}
          />
        ) : null}
        {me?.links.inbox ? (
          <OutLink href={me.links.inbox} icon={<Inbox aria-hidden />} label="Demo inbox" folded={folded} />
        ) : null}
        <div className={cn("flex items-center gap-1", folded && "flex-col-reverse")}>
          {me ? <UserMenu me={me} folded={folded} /> : <Skeleton className="h-8 flex-1" />}
          <IconButton
            label={folded ? "Unfold navigation" : "Fold navigation"}
            tooltipSide="right"
            aria-expanded={!folded}
            onClick={onToggle}
            className="aria-expanded:bg-transparent aria-expanded:hover:bg-hover"
          >
            {folded ? <PanelLeftOpen /> : <PanelLeftClose />}
          </IconButton>
        </div>
      </div>
    </nav>
  );
}

/** How many things wait behind a screen; folded there is room for a dot. */
function NavCount({ count, folded }: { count: number; folded: boolean }) {
  if (folded) return <span aria-hidden className="absolute top-1 right-1 size-2 rounded-full bg-warn" />;
  return (
    <span
      aria-hidden
      className="tabular ml-auto rounded-full bg-warn-soft px-1.5 font-medium text-warn text-xs"
    >
      {countWords(count)}
    </span>
  );
}

function countWords(count: number): string {
  return count >= 1000 ? "1,000+" : String(count);
}

function OutLink({
  href,
  icon,
  label,
  folded,
}: {
  href: string;
  icon: ReactNode;
  label: string;
  folded: boolean;
}) {
  return (
    <Tooltip content={folded ? `${label} (opens a new tab)` : null} side="right">
      <a
        href={href}
        target="_blank"
        rel="noreferrer"
        aria-label={folded ? label : undefined}
        className={cn(row, "text-muted hover:bg-hover hover:text-ink", folded && "w-8 justify-center px-0")}
      >
        {icon}
        {folded ? null : (
          <>
            <span className="flex-1">{label}</span>
            <ExternalLink className="text-faint" aria-hidden />
          </>
        )}
      </a>
    </Tooltip>
  );
}
