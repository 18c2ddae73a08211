import type { Metadata } from "next";
import { Suspense } from "react";
import { LiveScreen } from "@/components/events/live-screen";
import { PageSkeleton } from "@/components/ui/page-skeleton";

export const metadata: Metadata = { title: "Live events" };

export default function LiveEventsPage() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <LiveScreen />
    </Suspense>
  );
}
