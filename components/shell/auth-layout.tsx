import type { ReactNode } from "react";
import { ContourLines } from "@/components/shell/contour-lines";
import { Logo } from "@/components/shell/logo";

/** The frame of signing in and of the first set-up: a card on the map. */
export function AuthLayout({
  title,
  description,
  footer,
  children,
}: {
  title: string;
  description?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
}) {
  return (
    <main className="relative isolate flex min-h-dvh flex-col items-center justify-center overflow-hidden px-4 py-12">
      <ContourLines className="-z-10 absolute inset-0 size-full" />
      <div className="w-full max-w-104 rounded-lg border border-line bg-surface p-8 shadow-modal">
        <Logo />
        <h1 className="mt-6 font-semibold text-lg tracking-tight">{title}</h1>
        {description ? <p className="mt-1 text-muted">{description}</p> : null}
        <div className="mt-6">{children}</div>
      </div>
      {footer ? <div className="mt-4 w-full max-w-104 text-center text-muted text-xs">{footer}</div> : null}
    </main>
  );
}
