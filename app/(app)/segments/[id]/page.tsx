import type { Metadata } from "next";
import { SegmentPage } from "@/components/segments/segment-page";

export const metadata: Metadata = { title: "Segment" };

export default async function OneSegmentPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <SegmentPage id={id} />;
}
