"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/lib/utils/cn";

/** The screens of the settings, by whom they concern. */
const GROUPS = [
  {
    label: "You",
    items: [
      { href: "/settings/account", label: "Account" },
      { href: "/settings/workspaces", label: "Workspaces" },
    ],
  },
  {
    label: "Workspace",
    items: [
      { href: "/settings/general", label: "General" },
      { href: "/settings/team", label: "Team" },
      { href: "/settings/brand", label: "Brand" },
      { href: "/settings/activity", label: "Activity" },
    ],
  },
  {
    label: "Sending",
    items: [
      { href: "/settings/channels", label: "Channels" },
      { href: "/settings/sending", label: "Caps and quiet hours" },
      { href: "/settings/topics", label: "Topics" },
    ],
  },
  {
    label: "Connecting",
    items: [
      { href: "/settings/api-keys", label: "API keys" },
      { href: "/settings/webhooks", label: "Webhooks" },
      { href: "/events", label: "Event schema" },
    ],
  },
  { label: "Operations", items: [{ href: "/settings/engine", label: "Engine" }] },
] as const;

/** The way between the settings' screens: a column, or a row above them where the window is narrow. */
export function SettingsNav() {
  const pathname = usePathname();
  return (
    <nav
      aria-label="Settings"
      className="flex shrink-0 gap-5 overflow-x-auto px-8 pt-6 lg:w-52 lg:flex-col lg:overflow-visible lg:pr-0"
    >
      {GROUPS.map((group) => (
        <div key={group.label}>
          <p className="px-2 pb-1 font-medium text-faint text-xs">{group.label}</p>
          <ul className="flex gap-0.5 lg:flex-col">
            {group.items.map(({ href, label }) => {
              const current = pathname === href || pathname.startsWith(`${href}/`);
              return (
                <li key={href}>
                  <Link
                    href={href}
                    aria-current={current ? "page" : undefined}
                    className={cn(
                      "flex h-8 items-center whitespace-nowrap rounded-md px-2 text-sm transition-colors",
                      current
                        ? "bg-selected font-medium text-ink"
                        : "text-muted hover:bg-hover hover:text-ink",
                    )}
                  >
                    {label}
                  </Link>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </nav>
  );
}
