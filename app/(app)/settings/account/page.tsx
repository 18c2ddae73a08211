import type { Metadata } from "next";
import { AccountScreen } from "@/components/settings/account-screen";

export const metadata: Metadata = { title: "Account" };

export default function AccountSettingsPage() {
  return <AccountScreen />;
}
