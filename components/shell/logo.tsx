import { useId } from "react";
import { cn } from "@/lib/utils/cn";

/** The mark: a hill in contour lines, and the needle that finds its top. */
export function LogoMark({ className }: { className?: string }) {
  const id = useId();
  return (
    <svg viewBox="0 0 32 32" fill="none" className={cn("size-7 shrink-0", className)} aria-hidden>
      <clipPath id={id}>
        <rect width="32" height="32" rx="8" />
      </clipPath>
      <g clipPath={`url(#${id})`}>
        <rect width="32" height="32" fill="#12343a" />
        <g stroke="#5cc9bd" strokeWidth="1.4">
          <path d="M-2 21C4 9 11 1.5 21 3.5s13 9 12 17-9 13-18 12S-5 27-2 21Z" opacity="0.4" />
          <path
            d="M3.6 19.6C7 11.5 12 6 19.4 7.2s9.4 7 8.6 12.6-6.6 9-12.8 8.4S1.6 24.5 3.6 19.6Z"
            opacity="0.65"
          />
        </g>
        <path d="M22.8 8.4 18.3 18.3 13.7 13.7Z" fill="#f2683a" />
        <path d="M9.2 23.6 13.7 13.7 18.3 18.3Z" fill="#f8f4ea" />
      </g>
    </svg>
  );
}

/** The mark with the name. */
export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2.5", className)}>
      <LogoMark />
      <span className="font-semibold text-sm tracking-tight">Cartograph</span>
    </span>
  );
}
