import type { Metadata } from "next";
import { ActivityScreen } from "@/components/settings/activity-screen";

export const metadata: Metadata = { title: "Activity" };

export default function ActivitySettingsPage() {
  return <ActivityScreen />;
}
