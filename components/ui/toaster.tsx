"use client";

import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { useTheme } from "next-themes";
import { Toaster as Sonner } from "sonner";

/** Where short notices appear. Make one with toast.success("…") from "sonner". */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      // Its own style sheet names the fonts of the system.
      style={{ fontFamily: "inherit" }}
      icons={{
        success: <CircleCheck className="size-4 text-ok" />,
        error: <CircleAlert className="size-4 text-bad" />,
        warning: <TriangleAlert className="size-4 text-warn" />,
        info: <Info className="size-4 text-info" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-[356px] items-start gap-2.5 rounded-md border border-line-strong bg-raised px-3.5 py-3 text-ink text-sm shadow-float",
          title: "font-medium",
          description: "text-muted",
          content: "min-w-0 flex-1 break-words",
          icon: "mt-0.5 shrink-0",
          actionButton:
            "ml-auto h-7 shrink-0 rounded-md border border-line-strong px-2 font-medium text-xs hover:bg-hover",
          cancelButton: "h-7 shrink-0 rounded-md px-2 text-muted text-xs hover:bg-hover",
        },
      }}
    />
  );
}
