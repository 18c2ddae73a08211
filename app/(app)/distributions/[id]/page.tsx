import type { Metadata } from "next";
import { Suspense } from "react";
import { DistributionPage } from "@/components/distributions/distribution-page";
import { PageSkeleton } from "@/components/ui/page-skeleton";

export const metadata: Metadata = { title: "Distribution" };

export default async function OneDistributionPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <Suspense fallback={<PageSkeleton />}>
      <DistributionPage id={id} />
    </Suspense>
  );
}
