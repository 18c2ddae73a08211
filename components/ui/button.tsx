"use client";

import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps, MouseEvent } from "react";
import { Spinner } from "@/components/ui/spinner";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/utils/cn";

export const buttonLook = cva(
  "relative inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-md font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-accent text-on-accent enabled:hover:bg-accent-hover [a&]:hover:bg-accent-hover",
        secondary:
          "border border-line-strong bg-surface text-ink enabled:hover:border-control enabled:hover:bg-hover [a&]:hover:bg-hover",
        ghost: "text-ink enabled:hover:bg-hover aria-expanded:bg-hover [a&]:hover:bg-hover",
        danger: "bg-bad-fill text-on-bad enabled:hover:bg-bad-fill-hover",
      },
      size: { sm: "h-7 px-2 text-xs", md: "h-8 px-3 text-sm", lg: "h-10 px-4 text-sm" },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof buttonLook> & {
    /** Shows a spinner over the label, keeps the width, and ignores clicks. */
    loading?: boolean;
    /** Why it cannot be pressed now. Disables it, but keeps it focusable so that the reason can be read. */
    disabledReason?: string | null | false;
    /** Gives the look to its only child, for example a Link. */
    asChild?: boolean;
  };

/** A button with a verb on it. `primary` is the one main action of a screen. */
export function Button({
  variant,
  size,
  loading = false,
  disabledReason,
  asChild = false,
  className,
  children,
  onClick,
  type = "button",
  ...rest
}: ButtonProps) {
  const look = cn(buttonLook({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={look} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  const blocked = loading || Boolean(disabledReason);
  const handleClick = (event: MouseEvent<HTMLButtonElement>) => {
    if (blocked) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <Tooltip content={disabledReason || null}>
      <button
        {...rest}
        type={type}
        className={look}
        aria-disabled={blocked || undefined}
        aria-busy={loading || undefined}
        onClick={handleClick}
      >
        {loading ? (
          <>
            <span className="inline-flex items-center gap-2 opacity-0">{children}</span>
            <span className="absolute inset-0 flex items-center justify-center">
              <Spinner />
            </span>
          </>
        ) : (
          children
        )}
      </button>
    </Tooltip>
  );
}
