import type { Metadata } from "next";
import { GeneralScreen } from "@/components/settings/general-screen";

export const metadata: Metadata = { title: "General" };

export default function GeneralSettingsPage() {
  return <GeneralScreen />;
}
