import type { Metadata } from "next";
import { TeamScreen } from "@/components/settings/team-screen";

export const metadata: Metadata = { title: "Team" };

export default function TeamSettingsPage() {
  return <TeamScreen />;
}
