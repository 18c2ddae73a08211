import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { AppShell } from "@/components/shell/app-shell";
import { NAV_COOKIE } from "@/components/shell/nav-cookie";

export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const folded = (await cookies()).get(NAV_COOKIE)?.value === "folded";
  return <AppShell initiallyFolded={folded}>{children}</AppShell>;
}
