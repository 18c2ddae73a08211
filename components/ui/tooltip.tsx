"use client";

import { Tooltip as Primitive } from "radix-ui";
import type { ReactElement, ReactNode } from "react";

/** Words shown on hover and focus. With no content it is only its child. The child must take a ref and focus. */
export function Tooltip({
  content,
  children,
  side = "top",
  open,
}: {
  content: ReactNode;
  children: ReactElement;
  side?: "top" | "right" | "bottom" | "left";
  /** Set false to keep it closed, for example while a menu is open. */
  open?: false;
}) {
  if (content === undefined || content === null || content === "" || content === false) return children;
  return (
    <Primitive.Root open={open}>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-60 max-w-72 animate-fade rounded-md bg-ink px-2 py-1 text-xs text-ground shadow-float"
        >
          {content}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
