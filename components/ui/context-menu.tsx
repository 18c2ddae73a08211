"use client";

import { ContextMenu as Primitive } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { menuItemLook, menuLook } from "@/components/ui/menu-look";
import { cn } from "@/lib/utils/cn";

/** Actions on a right click (or the menu key) on its child. All of them must be reachable elsewhere too. */
export function ContextMenu({
  children,
  items,
  onOpenChange,
}: {
  children: ReactElement;
  items: ReactNode;
  onOpenChange?: (open: boolean) => void;
}) {
  return (
    <Primitive.Root onOpenChange={onOpenChange}>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content collisionPadding={8} className={menuLook}>
          {items}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

export function ContextMenuItem({
  children,
  icon,
  shortcut,
  onSelect,
  danger = false,
  disabled = false,
}: {
  children: ReactNode;
  icon?: ReactNode;
  shortcut?: ReactNode;
  onSelect: () => void;
  danger?: boolean;
  disabled?: boolean;
}) {
  return (
    <Primitive.Item
      disabled={disabled}
      onSelect={onSelect}
      className={cn(menuItemLook, danger && "text-bad")}
    >
      {icon}
      <span className="min-w-0 flex-1">{children}</span>
      {shortcut ? <span className="ml-6 text-faint text-xs">{shortcut}</span> : null}
    </Primitive.Item>
  );
}

export function ContextMenuSeparator() {
  return <Primitive.Separator className="my-1 h-px bg-line" />;
}
