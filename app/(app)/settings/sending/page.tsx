import type { Metadata } from "next";
import { SendingScreen } from "@/components/settings/sending-screen";

export const metadata: Metadata = { title: "Caps and quiet hours" };

export default function SendingSettingsPage() {
  return <SendingScreen />;
}
