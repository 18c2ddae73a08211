import { cn } from "@/lib/utils/cn";
import { initials } from "@/lib/utils/initials";

/** The initials of a person; decorative, their name stands beside it. */
export function Avatar({
  name,
  size = "md",
  className,
}: {
  name: string;
  size?: "sm" | "md" | "lg";
  className?: string;
}) {
  return (
    <span
      aria-hidden
      className={cn(
        "inline-flex shrink-0 select-none items-center justify-center rounded-full bg-step-entry-soft font-medium text-step-entry text-xs",
        { sm: "size-6", md: "size-8", lg: "size-12 text-sm" }[size],
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}
