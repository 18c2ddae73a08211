import type { Metadata } from "next";
import { TemplatePage } from "@/components/templates/page/template-page";

export const metadata: Metadata = { title: "Template" };

export default async function OneTemplatePage({ params }: { params: Promise<{ id: string }> }) {
  return <TemplatePage id={(await params).id} />;
}
