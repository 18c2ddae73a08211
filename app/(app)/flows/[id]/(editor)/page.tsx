import type { Metadata } from "next";
import { FlowEditor } from "@/components/canvas/flow-editor";

export const metadata: Metadata = { title: "Canvas" };

export default async function FlowPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <FlowEditor id={id} />;
}
