import { X } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/lib/utils/cn";

/**
 * The cross in the corner of a dialog or sheet. It has no tooltip, which would take the first Escape, and comes last in
 * the document, so that the focus goes to the content first.
 */
export function CloseButton({ className, ...rest }: ComponentProps<"button">) {
  return (
    <button
      type="button"
      aria-label="Close"
      className={cn(
        "absolute top-3 right-3 flex size-7 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink",
        className,
      )}
      {...rest}
    >
      <X className="size-4" aria-hidden />
    </button>
  );
}
