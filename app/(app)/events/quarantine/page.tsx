import type { Metadata } from "next";
import { Suspense } from "react";
import { QuarantineScreen } from "@/components/events/quarantine-screen";
import { PageSkeleton } from "@/components/ui/page-skeleton";

export const metadata: Metadata = { title: "Quarantine" };

export default function QuarantinePage() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <QuarantineScreen />
    </Suspense>
  );
}
