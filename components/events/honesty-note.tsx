import { Info } from "lucide-react";
import { cn } from "@/lib/utils/cn";

/** What an event is worth: as much as its sender. */
export function HonestyNote({ className }: { className?: string }) {
  return (
    <p className={cn("flex gap-2 text-muted text-xs", className)}>
      <Info className="mt-px size-3.5 shrink-0" aria-hidden />
      <span>
        Cartograph does not check that the action really took place. It acts on what your shop says: send an
        event only when it happened, and orders from your server rather than from a page.
      </span>
    </p>
  );
}
