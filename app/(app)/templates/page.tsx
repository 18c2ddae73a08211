import type { Metadata } from "next";
import { Suspense } from "react";
import { TemplateList } from "@/components/templates/list/template-list";
import { PageSkeleton } from "@/components/ui/page-skeleton";

export const metadata: Metadata = { title: "Templates" };

export default function TemplatesPage() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <TemplateList />
    </Suspense>
  );
}
