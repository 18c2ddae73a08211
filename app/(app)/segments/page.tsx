import type { Metadata } from "next";
import { Suspense } from "react";
import { SegmentList } from "@/components/segments/segment-list";
import { PageSkeleton } from "@/components/ui/page-skeleton";

export const metadata: Metadata = { title: "Segments" };

export default function SegmentsPage() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <SegmentList />
    </Suspense>
  );
}
