import { TicketPercent } from "lucide-react";
import { cn } from "@/lib/utils/cn";

/** A code as the thing it is for a shopper: what it is worth, what to type, until when. */
export function Ticket({
  discount,
  code,
  note,
  className,
}: {
  /** In words: "5% off and free shipping". */
  discount: string;
  code: string;
  note: string;
  className?: string;
}) {
  return (
    <div
      className={cn(
        "relative flex rounded-lg border border-line-strong border-l-[3px] border-l-step-coupon bg-surface shadow-card",
        className,
      )}
    >
      <span className="flex w-14 shrink-0 items-center justify-center border-line-strong border-r border-dashed text-step-coupon">
        <TicketPercent className="size-6" aria-hidden />
      </span>
      <Notch className="-top-px" />
      <Notch className="-bottom-px rotate-180" />
      <div className="min-w-0 flex-1 px-4 py-3">
        <p className="break-words font-semibold text-lg first-letter:uppercase">{discount}</p>
        <p className="mt-1 truncate font-mono text-sm" dir="ltr">
          {code}
        </p>
        <p className="mt-1 text-muted text-xs">{note}</p>
      </div>
    </div>
  );
}

/** The punched hole where the stub is torn off. */
function Notch({ className }: { className: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        "absolute left-14 h-2 w-4 -translate-x-1/2 rounded-b-full border border-line-strong border-t-0 bg-ground",
        className,
      )}
    />
  );
}
