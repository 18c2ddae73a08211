import type { Metadata } from "next";
import { Suspense } from "react";
import { NewDistribution } from "@/components/distributions/new-distribution";
import { PageSkeleton } from "@/components/ui/page-skeleton";

export const metadata: Metadata = { title: "New distribution" };

export default function NewDistributionPage() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <NewDistribution />
    </Suspense>
  );
}
