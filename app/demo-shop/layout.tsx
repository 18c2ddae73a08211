import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { ShopFrame } from "@/components/demo-shop/shop-frame";
import { getDemoShop } from "@/lib/server/use-cases/demo/get-demo-shop";

export const metadata: Metadata = {
  title: { absolute: "Kettle & Crumb: a demo shop" },
  robots: { index: false },
};
// Which flow it points at is only known once the demo has been set up.
export const dynamic = "force-dynamic";

export default async function ShopLayout({ children }: { children: ReactNode }) {
  const config = await getDemoShop();
  if (!config) notFound();
  return <ShopFrame config={config}>{children}</ShopFrame>;
}
