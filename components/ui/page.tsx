import type { ReactNode } from "react";
import { cn } from "@/lib/utils/cn";

/**
 * The frame of an ordinary screen: its margins and the rhythm between header and parts. `fill` gives the screen exactly
 * the height there is, for one long list that scrolls by itself (DataTable with `fill`).
 */
export function Page({
  children,
  width = "wide",
  fill = false,
  className,
}: {
  children: ReactNode;
  width?: "narrow" | "wide" | "full";
  fill?: boolean;
  className?: string;
}) {
  return (
    <div
      className={cn(
        "mx-auto flex w-full flex-col gap-5 px-8 py-6",
        { narrow: "max-w-3xl", wide: "max-w-[1360px]", full: "" }[width],
        fill && "h-full min-h-0",
        className,
      )}
    >
      {children}
    </div>
  );
}
