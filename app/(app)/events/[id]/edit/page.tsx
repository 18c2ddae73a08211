import type { Metadata } from "next";
import { EditDefinition } from "@/components/events/edit-definition";

export const metadata: Metadata = { title: "Change an event" };

export default async function EditEventPage({ params }: { params: Promise<{ id: string }> }) {
  return <EditDefinition id={(await params).id} />;
}
