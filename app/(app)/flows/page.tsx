import type { Metadata } from "next";
import { Suspense } from "react";
import { FlowList } from "@/components/flows/list/flow-list";
import { PageSkeleton } from "@/components/ui/page-skeleton";

export const metadata: Metadata = { title: "Flows" };

export default function FlowsPage() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <FlowList />
    </Suspense>
  );
}
