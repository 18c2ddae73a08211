import type { Metadata } from "next";
import { PerformanceScreen } from "@/components/performance/performance-screen";

export const metadata: Metadata = { title: "Performance" };

export default async function PerformancePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <PerformanceScreen flowId={id} />;
}
