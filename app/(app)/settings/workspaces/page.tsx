import type { Metadata } from "next";
import { WorkspacesScreen } from "@/components/settings/workspaces-screen";

export const metadata: Metadata = { title: "Workspaces" };

export default function WorkspacesSettingsPage() {
  return <WorkspacesScreen />;
}
