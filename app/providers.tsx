"use client";

import { ThemeProvider } from "next-themes";
import { Tooltip } from "radix-ui";
import type { ReactNode } from "react";
import { Toaster } from "@/components/ui/toaster";
import { QueryProvider } from "@/lib/client/query-client";

/** What every screen stands in: theme, cache, tooltips' shared delay, and the place for notices. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider attribute="data-theme" defaultTheme="system" enableSystem disableTransitionOnChange>
      <QueryProvider>
        <Tooltip.Provider delayDuration={350} skipDelayDuration={200}>
          {children}
          <Toaster />
        </Tooltip.Provider>
      </QueryProvider>
    </ThemeProvider>
  );
}
