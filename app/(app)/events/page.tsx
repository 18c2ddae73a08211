import type { Metadata } from "next";
import { Suspense } from "react";
import { DefinitionList } from "@/components/events/definition-list";
import { PageSkeleton } from "@/components/ui/page-skeleton";

export const metadata: Metadata = { title: "Events" };

export default function EventsPage() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <DefinitionList />
    </Suspense>
  );
}
