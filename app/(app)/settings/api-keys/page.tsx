import type { Metadata } from "next";
import { ApiKeysScreen } from "@/components/settings/api-keys-screen";

export const metadata: Metadata = { title: "API keys" };

export default function ApiKeysSettingsPage() {
  return <ApiKeysScreen />;
}
