import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/lib/utils/cn";

const look = cva(
  "inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded-sm px-1.5 font-medium text-xs [&_svg]:size-3 [&_svg]:shrink-0",
  {
    variants: {
      tone: {
        neutral: "bg-sunken text-muted",
        ok: "bg-ok-soft text-ok",
        warn: "bg-warn-soft text-warn",
        bad: "bg-bad-soft text-bad",
        info: "bg-info-soft text-info",
        entry: "bg-step-entry-soft text-step-entry",
        wait: "bg-step-wait-soft text-step-wait",
        decision: "bg-step-decision-soft text-step-decision",
        message: "bg-step-message-soft text-step-message",
        coupon: "bg-step-coupon-soft text-step-coupon",
        goal: "bg-step-goal-soft text-step-goal",
        exit: "bg-step-exit-soft text-step-exit",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

export type BadgeTone = NonNullable<VariantProps<typeof look>["tone"]>;

/** A short word about a thing: its state or kind. */
export function Badge({ tone, className, ...rest }: ComponentProps<"span"> & { tone?: BadgeTone }) {
  return <span className={cn(look({ tone }), className)} {...rest} />;
}
