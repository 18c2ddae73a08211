import type { Metadata } from "next";
import { TopicsScreen } from "@/components/settings/topics/topics-screen";

export const metadata: Metadata = { title: "Topics" };

export default function TopicsSettingsPage() {
  return <TopicsScreen />;
}
