import type { Metadata } from "next";
import { Suspense } from "react";
import { CampaignList } from "@/components/coupons/campaign-list";
import { PageSkeleton } from "@/components/ui/page-skeleton";

export const metadata: Metadata = { title: "Coupons" };

export default function CampaignsPage() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <CampaignList />
    </Suspense>
  );
}
