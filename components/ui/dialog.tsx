"use client";

import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { CloseButton } from "@/components/ui/close-button";
import { cn } from "@/lib/utils/cn";

/**
 * A window over the screen for one short task. Controlled by `open`/`onOpenChange`, or opened by `trigger`.
 * `footer` holds the buttons, the verb last.
 */
export function Dialog({
  open,
  onOpenChange,
  trigger,
  title,
  description,
  footer,
  size = "md",
  children,
}: {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger?: ReactNode;
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  size?: "sm" | "md" | "lg" | "xl";
  children?: ReactNode;
}) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Primitive.Trigger asChild>{trigger}</Primitive.Trigger> : null}
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <div className="pointer-events-none fixed inset-0 z-50 flex items-start justify-center p-4 pt-[12dvh]">
          <Primitive.Content
            {...(description ? {} : { "aria-describedby": undefined })}
            className={cn(
              "pointer-events-auto relative flex max-h-[76dvh] w-full animate-in flex-col rounded-lg border border-line bg-raised shadow-modal focus:outline-none",
              { sm: "max-w-96", md: "max-w-lg", lg: "max-w-3xl", xl: "max-w-5xl" }[size],
            )}
          >
            <header className="px-5 pt-4 pr-12 pb-3">
              <div className="min-w-0">
                <Primitive.Title className="break-words font-semibold text-sm">{title}</Primitive.Title>
                {description ? (
                  <Primitive.Description className="mt-1 text-muted text-sm">
                    {description}
                  </Primitive.Description>
                ) : null}
              </div>
            </header>
            {children ? <div className="min-h-0 overflow-y-auto px-5 pb-4">{children}</div> : null}
            {footer ? (
              <footer className="flex flex-wrap items-center justify-end gap-2 border-line border-t px-5 py-3">
                {footer}
              </footer>
            ) : null}
            <Primitive.Close asChild>
              <CloseButton />
            </Primitive.Close>
          </Primitive.Content>
        </div>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** Closes the dialog or sheet it stands in. */
export const DialogClose = Primitive.Close;
