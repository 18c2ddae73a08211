"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { DropdownMenu as Primitive } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { menuItemLook, menuLook } from "@/components/ui/menu-look";
import { cn } from "@/lib/utils/cn";

/** A list of actions behind a button. `trigger` is that button; children are the Menu… parts of this file. */
export function DropdownMenu({
  trigger,
  children,
  align = "end",
  side = "bottom",
  className,
}: {
  trigger: ReactElement;
  children: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
  className?: string;
}) {
  return (
    <Primitive.Root modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className={cn(menuLook, className)}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** One action, or with `href` a way somewhere. `danger` marks what takes something away. */
export function MenuItem({
  children,
  icon,
  shortcut,
  onSelect,
  href,
  external = false,
  danger = false,
  disabled = false,
  hint,
}: {
  children: ReactNode;
  icon?: ReactNode;
  shortcut?: ReactNode;
  onSelect?: (event: Event) => void;
  href?: string;
  /** Opens in a new tab. */
  external?: boolean;
  danger?: boolean;
  disabled?: boolean;
  /** A second line: what it does, or why it cannot be done now. */
  hint?: ReactNode;
}) {
  const content = (
    <>
      {icon}
      <span className="min-w-0 flex-1">
        {children}
        {hint ? <span className="block text-muted text-xs">{hint}</span> : null}
      </span>
      {shortcut ? <span className="ml-6 text-faint text-xs">{shortcut}</span> : null}
    </>
  );
  const className = cn(menuItemLook, danger && "text-bad");
  if (href) {
    return (
      <Primitive.Item asChild disabled={disabled} onSelect={onSelect} className={className}>
        <Link href={href} {...(external ? { target: "_blank", rel: "noreferrer" } : {})}>
          {content}
        </Link>
      </Primitive.Item>
    );
  }
  return (
    <Primitive.Item disabled={disabled} onSelect={onSelect} className={className}>
      {content}
    </Primitive.Item>
  );
}

/** One of several, with a tick at the chosen one. */
export function MenuRadioGroup<V extends string>({
  value,
  onChange,
  options,
}: {
  value: V | undefined;
  onChange: (value: V) => void;
  options: readonly { value: V; label: ReactNode; icon?: ReactNode }[];
}) {
  return (
    <Primitive.RadioGroup value={value} onValueChange={(next) => onChange(next as V)}>
      {options.map((option) => (
        <Primitive.RadioItem key={option.value} value={option.value} className={menuItemLook}>
          {option.icon}
          <span className="min-w-0 flex-1 truncate">{option.label}</span>
          <Primitive.ItemIndicator>
            <Check aria-hidden />
          </Primitive.ItemIndicator>
        </Primitive.RadioItem>
      ))}
    </Primitive.RadioGroup>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <Primitive.Label className="px-2 pt-2 pb-1 font-medium text-muted text-xs">{children}</Primitive.Label>
  );
}

export function MenuSeparator() {
  return <Primitive.Separator className="my-1 h-px bg-line" />;
}
