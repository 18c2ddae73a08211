import {
  BookUser,
  FileSpreadsheet,
  LayoutTemplate,
  type LucideIcon,
  Mail,
  Package,
  Radio,
  Send,
  Settings,
  ShoppingBag,
  Stamp,
  TicketPercent,
  UsersRound,
  Waypoints,
} from "lucide-react";

export type NavItem = { href: string; label: string; icon: LucideIcon };

/** The screens of this release, by noun. */
export const NAV_GROUPS: readonly { label: string; items: readonly NavItem[] }[] = [
  { label: "Journeys", items: [{ href: "/flows", label: "Flows", icon: Waypoints }] },
  {
    label: "Reach",
    items: [
      { href: "/customers", label: "Customers", icon: BookUser },
      { href: "/segments", label: "Segments", icon: UsersRound },
      { href: "/campaigns", label: "Coupons", icon: TicketPercent },
      { href: "/distributions", label: "Distributions", icon: Send },
      { href: "/templates", label: "Templates", icon: LayoutTemplate },
      { href: "/messages", label: "Messages", icon: Mail },
      { href: "/reviews", label: "Reviews", icon: Stamp },
    ],
  },
  {
    label: "Data",
    items: [
      { href: "/orders", label: "Orders", icon: ShoppingBag },
      { href: "/products", label: "Products", icon: Package },
      { href: "/events", label: "Events", icon: Radio },
      { href: "/exports", label: "Exports", icon: FileSpreadsheet },
      { href: "/settings", label: "Settings", icon: Settings },
    ],
  },
];

/** Whether the item stands for the screen at this path. */
export function isCurrent(item: NavItem, pathname: string): boolean {
  return pathname === item.href || pathname.startsWith(`${item.href}/`);
}
