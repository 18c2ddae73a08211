"use client";

import { usePathname } from "next/navigation";
import { signOut } from "next-auth/react";
import { type ReactNode, useState } from "react";
import { CommandPalette } from "@/components/shell/command-palette";
import { isFullBleed, isTemplateEditor } from "@/components/shell/full-bleed";
import { NAV_COOKIE } from "@/components/shell/nav-cookie";
import { SideNav } from "@/components/shell/side-nav";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { FormatProvider } from "@/components/ui/format-context";
import { PageSkeleton } from "@/components/ui/page-skeleton";
import { useMeQuery } from "@/lib/client/queries/me";

/** The frame of every signed-in screen: navigation at the left, the screen beside it. */
export function AppShell({ initiallyFolded, children }: { initiallyFolded: boolean; children: ReactNode }) {
  const pathname = usePathname();
  const fullBleed = isFullBleed(pathname);
  const [folded, setFolded] = useState(initiallyFolded);
  // On the canvas the navigation starts folded each time, whatever is remembered for the other screens.
  const [openOnCanvas, setOpenOnCanvas] = useState<string | null>(null);
  const [searching, setSearching] = useState(false);
  const me = useMeQuery();
  const isFolded = fullBleed ? openOnCanvas !== pathname : folded;

  const toggle = () => {
    if (fullBleed) {
      setOpenOnCanvas(isFolded ? pathname : null);
      return;
    }
    setFolded(!folded);
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
    document.cookie = `${NAV_COOKIE}=${folded ? "open" : "folded"}; path=/; max-age=31536000; samesite=lax`;
  };

  return (
    <div className="flex h-dvh overflow-hidden">
      <a
        href="#main"
        className="-translate-y-16 fixed top-2 left-2 z-70 rounded-md bg-ink px-3 py-2 text-ground focus:translate-y-0"
      >
        Skip to content
      </a>
      <SideNav me={me.data} folded={isFolded} onToggle={toggle} onSearch={() => setSearching(true)} />
      <main
        id="main"
        tabIndex={-1}
        className={
          fullBleed || isTemplateEditor(pathname)
            ? "relative min-w-0 flex-1 overflow-hidden outline-none"
            : "relative min-w-0 flex-1 overflow-y-auto overflow-x-hidden outline-none [scrollbar-gutter:stable]"
        }
      >
        {me.data ? (
          <FormatProvider timeZone={me.data.workspace.timeZone} currency={me.data.workspace.currency}>
            {children}
            <CommandPalette me={me.data} open={searching} onOpenChange={setSearching} />
          </FormatProvider>
        ) : me.isError ? (
          <ErrorState
            title="The workspace could not be loaded"
            error={me.error}
            onRetry={() => me.refetch()}
            action={
              <Button variant="ghost" onClick={() => signOut({ callbackUrl: "/login" })}>
                Sign out
              </Button>
            }
          />
        ) : fullBleed ? null : (
          <PageSkeleton />
        )}
      </main>
    </div>
  );
}
