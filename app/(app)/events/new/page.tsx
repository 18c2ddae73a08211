import type { Metadata } from "next";
import { Suspense } from "react";
import { NewDefinition } from "@/components/events/new-definition";
import { PageSkeleton } from "@/components/ui/page-skeleton";

export const metadata: Metadata = { title: "Define an event" };

export default function NewEventPage() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <NewDefinition />
    </Suspense>
  );
}
