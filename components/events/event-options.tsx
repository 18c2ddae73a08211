import { Radio, ShoppingCart, Store } from "lucide-react";
import { INTERNAL_EVENTS } from "@/lib/domain/event/internal";

const ICONS = { cart: <ShoppingCart />, order: <Store /> };

const BUILT_IN = INTERNAL_EVENTS.map(({ name, title, group }) => ({
  value: name,
  label: title,
  hint: name,
  icon: <Radio />,
  group,
}));

/** Every event that can be chosen: the workspace's own, then the built-in ones. */
export function eventOptions(
  own: readonly { name: string; title: string; role?: "cart" | "order" | null }[],
) {
  return [
    ...own.map(({ name, title, role }) => ({
      value: name,
      label: name,
      hint: title && title !== name ? title : undefined,
      icon: role ? ICONS[role] : <Radio />,
      group: "Your events",
    })),
    ...BUILT_IN,
  ];
}
