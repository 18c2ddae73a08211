import type { Metadata } from "next";
import { Suspense } from "react";
import { DistributionList } from "@/components/distributions/distribution-list";
import { PageSkeleton } from "@/components/ui/page-skeleton";

export const metadata: Metadata = { title: "Distributions" };

export default function DistributionsPage() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <DistributionList />
    </Suspense>
  );
}
