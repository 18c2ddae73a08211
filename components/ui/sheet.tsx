"use client";

import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { CloseButton } from "@/components/ui/close-button";
import { cn } from "@/lib/utils/cn";

/**
 * A panel at the right edge, for one thing out of a list. `modal={false}` leaves the screen beside it usable, as the
 * canvas needs it; then a click outside does not close it.
 */
export function Sheet({
  open,
  onOpenChange,
  title,
  description,
  footer,
  children,
  modal = true,
  width = "md",
  className,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
  modal?: boolean;
  width?: "md" | "lg" | "xl";
  className?: string;
}) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange} modal={modal}>
      <Primitive.Portal>
        {modal ? <Primitive.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" /> : null}
        <Primitive.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onInteractOutside={modal ? undefined : (event) => event.preventDefault()}
          className={cn(
            "fixed inset-y-0 right-0 z-40 flex w-full animate-sheet flex-col border-line border-l bg-raised shadow-modal focus:outline-none",
            { md: "max-w-[400px]", lg: "max-w-[560px]", xl: "max-w-[800px]" }[width],
            className,
          )}
        >
          <header className="border-line border-b px-5 py-4 pr-12">
            <div className="min-w-0 flex-1">
              <Primitive.Title className="break-words font-semibold text-sm" dir="auto">
                {title}
              </Primitive.Title>
              {description ? (
                <Primitive.Description className="mt-0.5 text-muted text-sm">
                  {description}
                </Primitive.Description>
              ) : null}
            </div>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
          {footer ? (
            <footer className="flex justify-end gap-2 border-line border-t px-5 py-3">{footer}</footer>
          ) : null}
          <Primitive.Close asChild>
            <CloseButton />
          </Primitive.Close>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
