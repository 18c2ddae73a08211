import type { ReactNode } from "react";
import { cn } from "@/lib/utils/cn";

const TONES = {
  neutral: "bg-control",
  ok: "bg-ok",
  warn: "bg-warn",
  bad: "bg-bad",
  info: "bg-info",
} as const;

/** A dot with its word. The word is never left out: colour alone says nothing to some. */
export function StatusDot({
  tone = "neutral",
  children,
  pulse = false,
  className,
}: {
  tone?: keyof typeof TONES;
  children: ReactNode;
  /** For what is happening right now. */
  pulse?: boolean;
  className?: string;
}) {
  return (
    <span className={cn("inline-flex items-center gap-2 whitespace-nowrap", className)}>
      <span
        className={cn("size-2 shrink-0 rounded-full", TONES[tone], pulse && "animate-pulse")}
        aria-hidden
      />
      {children}
    </span>
  );
}
