"use client";

import { Button, type ButtonProps } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/utils/cn";

/** A square button with an icon. `label` names it for everyone: as its tooltip and for screen readers. */
export function IconButton({
  label,
  className,
  size = "md",
  variant = "ghost",
  tooltipSide,
  ...rest
}: Omit<ButtonProps, "aria-label"> & { label: string; tooltipSide?: "top" | "right" | "bottom" | "left" }) {
  const square = size === "sm" ? "w-7 px-0" : size === "lg" ? "w-10 px-0" : "w-8 px-0";
  const button = (
    <Button {...rest} variant={variant} size={size} aria-label={label} className={cn(square, className)} />
  );
  if (rest.disabledReason) return button;
  return (
    <Tooltip content={label} side={tooltipSide}>
      {button}
    </Tooltip>
  );
}
