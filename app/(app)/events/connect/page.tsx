import type { Metadata } from "next";
import { ConnectScreen } from "@/components/events/connect-screen";
import { env } from "@/lib/server/env";

export const metadata: Metadata = { title: "Connect your shop" };
// The address is a setting of the server that runs, not of the one that built.
export const dynamic = "force-dynamic";

export default function ConnectPage() {
  return <ConnectScreen baseUrl={env().APP_URL} />;
}
