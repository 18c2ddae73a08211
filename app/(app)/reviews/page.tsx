import type { Metadata } from "next";
import { Suspense } from "react";
import { ReviewsScreen } from "@/components/reviews/reviews-screen";
import { PageSkeleton } from "@/components/ui/page-skeleton";

export const metadata: Metadata = { title: "Reviews" };

export default function ReviewsPage() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <ReviewsScreen />
    </Suspense>
  );
}
