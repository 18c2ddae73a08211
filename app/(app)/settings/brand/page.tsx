import type { Metadata } from "next";
import { BrandScreen } from "@/components/settings/brand-screen";

export const metadata: Metadata = { title: "Brand" };

export default function BrandSettingsPage() {
  return <BrandScreen />;
}
